// SPDX-License-Identifier: Apache-2.0
import { count, type Decoded, type Decoder, flag, isObject, Malformed, object, oneOf, optional, text } from "../protocol/fields";
import type { Bytes } from "./bytes";

const at = { timeMillis: count };
const source = oneOf("MICROPHONE", "CAMERA", "SCREEN");
const codec = oneOf("OPUS", "VP8", "VP9", "H264", "AV1");
const ofSource = object({ ...at, participant: text, source });

export type Source = Decoded<typeof source>;
export type Codec = Decoded<typeof codec>;

/** The notes of an archive that a player needs; others are passed over. */
const decoders = {
  session: object({ ...at, epochMillis: count }),
  person: object({ ...at, participant: text, name: text, role: optional(text) }),
  consent: object({ ...at, participant: text, answer: text }),
  joined: object({ ...at, participant: text, name: text }),
  left: object({ ...at, participant: text }),
  trackAdded: object({ ...at, number: count, participant: text, source, codec, encrypted: flag }),
  paused: ofSource,
  resumed: ofSource,
  ended: ofSource,
  gap: object({ ...at, toMillis: count, number: count }),
  recordingPaused: object({ ...at, reason: text }),
  recordingResumed: object({ ...at }),
} as const satisfies Readonly<Record<string, Decoder<object>>>;

type Notes = typeof decoders;
export type Note = { [K in keyof Notes]: { readonly note: K } & Decoded<Notes[K]> }[keyof Notes];

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Null for a note of a kind that is not known here, and for what is none: archives may be newer than players. */
export function decodeNote(bytes: Bytes): Note | null {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    const note = isObject(value) ? value["note"] : null;
    if (typeof note !== "string" || !isKnown(note)) return null;
    // The decoder of this very kind made the fields, which the compiler cannot follow through the look-up.
    return { note, ...decoders[note](value, note) } as Note;
  } catch (failure) {
    if (failure instanceof Malformed || failure instanceof SyntaxError || failure instanceof TypeError) return null;
    throw failure;
  }
}

function isKnown(note: string): note is keyof Notes {
  return Object.hasOwn(decoders, note);
}
