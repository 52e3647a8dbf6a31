// SPDX-License-Identifier: Apache-2.0
import type { Assignment, Person, Recording } from "../protocol/messages";
import type { SlotMids } from "../call/slots";

/** How the media path is: being set up, there, or lost and being set up again. */
export type MediaPath = "connecting" | "connected" | "reconnecting";

/** What is known of the consultation one is in. */
export interface CallState {
  /** Oneself. */
  readonly participant: string;
  /** Known to staff only. */
  readonly consultation: string | null;
  readonly people: readonly Person[];
  readonly assignments: readonly Assignment[];
  readonly speaker: string | null;
  /** Mids whose picture our connection cannot carry; the sound goes on. */
  readonly paused: readonly string[];
  /** Mids whose picture our connection carries in a smaller size only. */
  readonly reduced: readonly string[];
  /** Whether our connection cannot carry our own picture just now. */
  readonly resting: boolean;
  /** Null where recording is not set up. */
  readonly recording: Recording | null;
  readonly path: MediaPath;
  /** Our receiving transceivers, in the order of the slots. */
  readonly mids: readonly SlotMids[];
}

export type CallEvent =
  | { readonly type: "roster"; readonly people: readonly Person[] }
  | { readonly type: "slots"; readonly slots: readonly Assignment[] }
  | { readonly type: "speaker"; readonly participant: string | null }
  | { readonly type: "quality"; readonly paused: readonly string[]; readonly reduced: readonly string[] }
  | ({ readonly type: "recording" } & Recording)
  | { readonly type: "resting"; readonly resting: boolean }
  | { readonly type: "path"; readonly path: MediaPath }
  | { readonly type: "offered"; readonly mids: readonly SlotMids[] };

export function newCall(participant: string, consultation: string | null): CallState {
  return {
    participant,
    consultation,
    people: [],
    assignments: [],
    speaker: null,
    paused: [],
    reduced: [],
    resting: false,
    recording: null,
    path: "connecting",
    mids: [],
  };
}

export function reduceCall(call: CallState, event: CallEvent): CallState {
  switch (event.type) {
    case "roster":
      return { ...call, people: event.people };
    case "slots":
      return { ...call, assignments: event.slots };
    case "speaker":
      return { ...call, speaker: event.participant };
    case "quality":
      return { ...call, paused: event.paused, reduced: event.reduced };
    case "recording":
      return { ...call, recording: event };
    case "resting":
      return { ...call, resting: event.resting };
    case "path":
      return call.path === event.path ? call : { ...call, path: event.path };
    case "offered":
      return { ...call, mids: event.mids };
  }
}
