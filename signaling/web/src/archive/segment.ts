// SPDX-License-Identifier: Apache-2.0
import { type Bytes, long, view } from "./bytes";

export type Entry =
  | { readonly kind: "media"; readonly bytes: Bytes }
  | { readonly kind: "note"; readonly bytes: Bytes; readonly goesOn: boolean }
  | { readonly kind: "end"; readonly archiveEnds: boolean };

/** What a segment holds, and how much media was before it. */
export interface Segment {
  readonly mediaPosition: number;
  readonly entries: readonly Entry[];
}

const padding = 0;
const recordHead = 3;

/** Null for what no writer writes. */
export function parseSegment(plain: Bytes): Segment | null {
  if (plain.length < 8) return null;
  const mediaPosition = long(plain, 0);
  const entries: Entry[] = [];
  for (let at = 8; at + recordHead <= plain.length; ) {
    const kind = plain[at];
    const length = view(plain).getUint16(at + 1);
    const from = at + recordHead;
    if (kind === padding) break;
    if (from + length > plain.length) return null;
    const entry = entryOf(kind, plain.subarray(from, from + length));
    if (entry === null) return null;
    entries.push(entry);
    at = from + length;
  }
  return Number.isFinite(mediaPosition) ? { mediaPosition, entries } : null;
}

function entryOf(kind: number | undefined, bytes: Bytes): Entry | null {
  switch (kind) {
    case 1:
      return { kind: "media", bytes };
    case 2:
      return { kind: "note", bytes, goesOn: false };
    case 3:
      return { kind: "note", bytes, goesOn: true };
    case 4:
      return bytes.length === 9 ? { kind: "end", archiveEnds: bytes[0] !== 0 } : null;
    default:
      return null;
  }
}
