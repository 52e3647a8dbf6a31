// SPDX-License-Identifier: Apache-2.0
import { request } from "../connection/http";
import type { Digests } from "./integrity";
import { count, type Decoded, flag, instant, list, object, oneOf, optional, text } from "../protocol/fields";

const part = object({
  part: count,
  begun: instant,
  ended: optional(instant),
  lengthBytes: optional(count),
  headerDigest: optional(text),
  digest: optional(text),
  outcome: optional(oneOf("WHOLE", "UNFINISHED", "LOST")),
});
const listed = object({
  id: text,
  begun: instant,
  ended: optional(instant),
  content: oneOf("AUDIO_AND_VIDEO", "AUDIO"),
  people: list(text),
  held: flag,
  deleted: flag,
  parts: list(part),
});
const page = object({ recordings: list(listed), next: optional(text) });

/** A recording as the server lists it. */
export type Listed = Decoded<typeof listed>;

const address = "/api/staff/recordings";

/** A page of the recordings, newest first. */
export function listRecordings(after: string | null) {
  return request("GET", after === null ? address : `${address}?after=${encodeURIComponent(after)}`, undefined, page);
}

/** A part that is not known to be lost. */
export interface ListedPart {
  /** Where its sealed bytes are. */
  readonly address: string;
  readonly digests: Digests;
}

export function listedParts(recording: Listed): readonly ListedPart[] {
  return recording.parts
    .filter(({ outcome }) => outcome !== "LOST")
    .map((each) => ({
      address: `${address}/${encodeURIComponent(recording.id)}/parts/${each.part}`,
      digests: { header: each.headerDigest, whole: each.digest },
    }));
}
