// SPDX-License-Identifier: Apache-2.0
import { ascii, type Bytes, equal, hex, join, long, view } from "./bytes";
import { unwrap } from "./hpke";
import type { RecordsKey } from "./keyfile";
import { ArchiveProblem } from "./problem";

const magic = Uint8Array.of(0x8a, 0x41, 0x50, 0x4f, 0x0d, 0x0a, 0x1a, 0x0a);
const endMagic = Uint8Array.of(0x8a, 0x41, 0x50, 0x4f, 0x45, 0x4e, 0x44, 0x0a);
const infoText = ascii("apotheca archive data key 1");
const version = 1;
const fixedLength = 40;
const recipientLength = 96;
const idLength = 16;
const encapsulatedLength = 32;
const mostRecipients = 16;

export const longestHeader = fixedLength + mostRecipients * recipientLength;
export const trailerLength = 56;

/** What stands in clear before a part's stream. */
export interface Header {
  readonly bytes: Bytes;
  readonly segmentLength: number;
  readonly recipients: number;
}

export function parseHeader(bytes: Bytes): Header {
  const begun = Math.min(magic.length, bytes.length);
  if (begun === 0 || !equal(bytes.subarray(0, begun), magic.subarray(0, begun))) throw new ArchiveProblem("foreign");
  if (bytes.length < fixedLength) throw new ArchiveProblem("truncated");
  const fields = view(bytes);
  if (fields.getUint16(8) !== version) throw new ArchiveProblem("unknown-version");
  const length = fields.getUint16(10);
  const segmentLength = fields.getUint32(32);
  const recipients = fields.getUint32(36);
  const powerOfTwo = (segmentLength & (segmentLength - 1)) === 0 && segmentLength >= 512 && segmentLength <= 65_536;
  if (recipients < 1 || recipients > mostRecipients || length !== fixedLength + recipients * recipientLength || !powerOfTwo) {
    throw new ArchiveProblem("tampered");
  }
  if (bytes.length < length) throw new ArchiveProblem("truncated");
  return { bytes: bytes.slice(0, length), segmentLength, recipients };
}

/** The key that opens the part's stream, by a records key. */
export async function dataKey(header: Header, key: RecordsKey): Promise<Bytes> {
  const recipients = Array.from({ length: header.recipients }, (_, number) => {
    const at = fixedLength + number * recipientLength;
    return header.bytes.subarray(at, at + recipientLength);
  });
  if (recipients.every((each) => each.subarray(idLength).every((byte) => byte === 0))) throw new ArchiveProblem("deleted");
  const ours = recipients.find((each) => hex(each.subarray(0, idLength)) === key.id);
  if (ours === undefined) throw new ArchiveProblem("wrong-key");
  const wrapped = ours.subarray(idLength);
  const info = join(infoText, header.bytes.subarray(0, fixedLength), ours.subarray(0, idLength));
  try {
    return await unwrap(key.pair, wrapped.subarray(0, encapsulatedLength), wrapped.subarray(encapsulatedLength), info);
  } catch {
    throw new ArchiveProblem("tampered");
  }
}

/** How a part ends: by its writer, closed off after a crash, or not at all. */
export type Ending = "whole" | "closed-off" | "none";

/** Looks at the last bytes of a file of that length. */
export function parseTrailer(bytes: Bytes, fileLength: number): Ending {
  if (bytes.length !== trailerLength || !equal(bytes.subarray(0, endMagic.length), endMagic)) return "none";
  if (long(bytes, 16) !== fileLength - trailerLength) return "none";
  const kind = long(bytes, 8);
  return kind === 1 ? "whole" : kind === 2 ? "closed-off" : "none";
}
