// SPDX-License-Identifier: Apache-2.0
import type { Recording } from "../protocol/messages";
import { type CallEvent, type CallState, newCall, reduceCall } from "./call";

/** Why a visit cannot begin. */
export type Refusal = "link-used" | "link-expired" | "unknown-link" | "no-link" | "unreachable";
/** How a visit ended. */
export type Farewell = "left" | "declined" | "removed" | "ended" | "elsewhere";

/** Where a patient or guest is on the way from the link to the consultation and out again. */
export type VisitState =
  | { readonly phase: "looking" }
  | { readonly phase: "refused"; readonly why: Refusal }
  | {
      readonly phase: "welcome";
      readonly pharmacy: string;
      /** The name that came with the invitation; null where the visitor gives one. */
      readonly name: string | null;
      readonly busy: boolean;
      readonly problem: string | null;
    }
  | {
      readonly phase: "waiting";
      readonly since: number;
      readonly online: boolean;
      /** What is asked before one enters; null where recording is not set up. */
      readonly recording: Recording | null;
    }
  | { readonly phase: "call"; readonly online: boolean; readonly call: CallState }
  | { readonly phase: "gone"; readonly how: Farewell };

export type VisitEvent =
  | { readonly type: "invited"; readonly pharmacy: string; readonly name: string | null }
  | { readonly type: "refused"; readonly why: Refusal }
  | { readonly type: "checking-in" }
  | { readonly type: "not-checked-in"; readonly problem: string }
  | { readonly type: "waiting"; readonly since: number }
  | { readonly type: "admitted"; readonly participant: string }
  | { readonly type: "gone"; readonly how: Farewell }
  | { readonly type: "online"; readonly online: boolean }
  | CallEvent;

export const newVisit: VisitState = { phase: "looking" };

export function reduceVisit(state: VisitState, event: VisitEvent): VisitState {
  switch (event.type) {
    case "invited":
      return { phase: "welcome", pharmacy: event.pharmacy, name: event.name, busy: false, problem: null };
    case "refused":
      return { phase: "refused", why: event.why };
    case "checking-in":
      return state.phase === "welcome" ? { ...state, busy: true, problem: null } : state;
    case "not-checked-in":
      return state.phase === "welcome" ? { ...state, busy: false, problem: event.problem } : state;
    case "waiting":
      return { phase: "waiting", since: event.since, online: true, recording: null };
    case "admitted":
      return state.phase === "call" && state.call.participant === event.participant
        ? { ...state, online: true }
        : { phase: "call", online: true, call: newCall(event.participant, null) };
    case "gone":
      return { phase: "gone", how: event.how };
    case "online":
      return state.phase === "waiting" || state.phase === "call" ? { ...state, online: event.online } : state;
    case "recording":
      if (state.phase === "waiting") return { ...state, recording: event };
      return state.phase === "call" ? { ...state, call: reduceCall(state.call, event) } : state;
    case "roster":
    case "slots":
    case "speaker":
    case "quality":
    case "resting":
    case "path":
    case "offered":
      return state.phase === "call" ? { ...state, call: reduceCall(state.call, event) } : state;
  }
}
