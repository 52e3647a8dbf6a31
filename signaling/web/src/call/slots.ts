// SPDX-License-Identifier: Apache-2.0
import type { Assignment, Person } from "../protocol/messages";

/** The mids of one slot: a pair for a participant's voice and camera, or a lone video for a shared screen. */
export interface SlotMids {
  readonly audio: string | null;
  readonly video: string;
  readonly screen: boolean;
}

/** Who is to be seen and heard in one slot right now. */
export interface Shown {
  readonly participant: string;
  readonly source: "camera" | "screen";
  readonly person: Person | null;
}

/**
 * For each slot, in order, whom it shows; null when it shows nobody. A slot belongs to whoever sends its video or its
 * voice, so that somebody without a camera has a tile as well.
 */
export function arrange(
  mids: readonly SlotMids[],
  assignments: readonly Assignment[],
  people: readonly Person[],
): readonly (Shown | null)[] {
  const byMid = new Map(assignments.map((assignment) => [assignment.mid, assignment]));
  return mids.map((slot) => {
    const assigned = byMid.get(slot.video) ?? (slot.audio === null ? undefined : byMid.get(slot.audio));
    if (assigned === undefined) return null;
    const person = people.find((candidate) => candidate.participant === assigned.participant) ?? null;
    return { participant: assigned.participant, source: slot.screen ? "screen" : "camera", person };
  });
}

/** Those who take part but are in no slot yet: they are named, so that nobody listens unseen. */
export function unseen(
  people: readonly Person[],
  shown: readonly (Shown | null)[],
  me: string,
): readonly Person[] {
  return people.filter(
    (person) =>
      person.participant !== me &&
      !shown.some((slot) => slot?.source === "camera" && slot.participant === person.participant),
  );
}
