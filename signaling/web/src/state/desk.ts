// SPDX-License-Identifier: Apache-2.0
import type { Asked, Consultation, Waiter } from "../protocol/messages";
import { type CallEvent, type CallState, newCall, reduceCall } from "./call";

export interface Queue {
  readonly waiting: readonly Waiter[];
  readonly consultations: readonly Consultation[];
}

/** Whom a link is for: a new patient, or somebody more in the consultation that staff are in. */
export type Purpose = "patient" | "guest" | "interpreter";

/** An invitation link that was just made, and for what. */
export interface FreshLink {
  readonly link: string;
  readonly purpose: Purpose;
}

/** Why the counter shows itself after a consultation. */
export type Notice = "left" | "removed" | "ended" | "not-entered";

/** A signed-in member of staff: always at the counter, and perhaps also in a consultation. */
export interface Desk {
  readonly phase: "desk";
  readonly name: string;
  readonly online: boolean;
  /** Null until the server has told it. */
  readonly queue: Queue | null;
  readonly link: FreshLink | null;
  readonly notice: Notice | null;
  /** Plain words about the last thing that did not work. */
  readonly problem: string | null;
  /** Whether `enter` or `admit` is on its way, so that a call is about to begin. */
  readonly entering: boolean;
  /** What to answer before the call can begin. */
  readonly asked: Asked | null;
  readonly call: CallState | null;
}

export type DeskState =
  | { readonly phase: "looking" }
  | { readonly phase: "sign-in"; readonly busy: boolean; readonly problem: string | null }
  | { readonly phase: "elsewhere" }
  | Desk;

export type DeskEvent =
  | { readonly type: "signed-out"; readonly problem: string | null }
  | { readonly type: "signing-in" }
  | { readonly type: "elsewhere" }
  | { readonly type: "signed-in"; readonly name: string }
  | { readonly type: "online"; readonly online: boolean }
  | ({ readonly type: "queue" } & Queue)
  | { readonly type: "invited"; readonly link: FreshLink | null }
  | { readonly type: "entering" }
  | ({ readonly type: "asked" } & Asked)
  | { readonly type: "not-entering" }
  | { readonly type: "entered"; readonly participant: string; readonly consultation: string }
  | { readonly type: "out"; readonly notice: Notice }
  | { readonly type: "problem"; readonly problem: string | null }
  | CallEvent;

export const newDesk: DeskState = { phase: "looking" };

export function reduceDesk(state: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case "signed-out":
      return { phase: "sign-in", busy: false, problem: event.problem };
    case "elsewhere":
      return { phase: "elsewhere" };
    case "signing-in":
      return { phase: "sign-in", busy: true, problem: null };
    case "signed-in":
      return {
        phase: "desk",
        name: event.name,
        online: false,
        queue: null,
        link: null,
        notice: null,
        problem: null,
        entering: false,
        asked: null,
        call: null,
      };
    case "online":
    case "queue":
    case "invited":
    case "entering":
    case "asked":
    case "not-entering":
    case "entered":
    case "out":
    case "problem":
    case "roster":
    case "slots":
    case "speaker":
    case "quality":
    case "recording":
    case "resting":
    case "path":
    case "offered":
      return state.phase === "desk" ? atDesk(state, event) : state;
  }
}

type AtDesk = Exclude<DeskEvent, { readonly type: "signed-out" | "signing-in" | "signed-in" | "elsewhere" }>;

function atDesk(desk: Desk, event: AtDesk): Desk {
  switch (event.type) {
    case "online":
      return { ...desk, online: event.online };
    case "queue":
      return { ...desk, queue: { waiting: event.waiting, consultations: event.consultations } };
    case "invited":
      return { ...desk, link: event.link, problem: null };
    case "entering":
      return { ...desk, entering: true, asked: null, notice: null, problem: null };
    case "asked":
      return { ...desk, entering: false, asked: event };
    case "not-entering":
      return { ...desk, entering: false, asked: null };
    case "entered":
      return desk.call?.participant === event.participant
        ? { ...desk, entering: false, asked: null }
        : { ...desk, entering: false, asked: null, notice: null, link: null, call: newCall(event.participant, event.consultation) };
    case "out":
      return { ...desk, entering: false, asked: null, link: null, notice: event.notice, call: null };
    case "problem":
      return { ...desk, entering: false, problem: event.problem };
    case "roster":
    case "slots":
    case "speaker":
    case "quality":
    case "recording":
    case "resting":
    case "path":
    case "offered":
      return desk.call === null ? desk : { ...desk, call: reduceCall(desk.call, event) };
  }
}
