// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from "./bytes";
import { dataKey, type Ending, type Header, longestHeader, parseHeader, parseTrailer, trailerLength } from "./header";
import type { RecordsKey } from "./keyfile";
import { ArchiveProblem } from "./problem";
import { parseSegment, type Segment } from "./segment";
import type { ByteSource } from "./source";
import { SegmentOpener, streamHeaderLength } from "./stream";

/** Reads a part with a private key, any segment at any time, whether the part has its end or not. */
export class PartReader {
  readonly #source: ByteSource;
  readonly #header: Header;
  readonly #opener: SegmentOpener | null;
  readonly ending: Ending;
  /** How many whole segments there are. */
  readonly segments: number;

  private constructor(source: ByteSource, header: Header, ending: Ending, segments: number, opener: SegmentOpener | null) {
    this.#source = source;
    this.#header = header;
    this.ending = ending;
    this.segments = segments;
    this.#opener = opener;
  }

  /** Fails where the key does not open the part. That segments open is told when they are read. */
  static async open(source: ByteSource, key: RecordsKey): Promise<PartReader> {
    const header = parseHeader(await source.read(0, Math.min(source.length, longestHeader)));
    const behind = source.length - header.bytes.length;
    const ending: Ending =
      behind < trailerLength
        ? "none"
        : parseTrailer(await source.read(source.length - trailerLength, trailerLength), source.length);
    const stream = behind - (ending === "none" ? 0 : trailerLength);
    const segments = Math.floor(stream / header.segmentLength);
    const secret = await dataKey(header, key);
    try {
      return new PartReader(source, header, ending, segments, segments === 0 ? null : await opener(source, header, secret));
    } finally {
      secret.fill(0);
    }
  }

  get headerLength(): number {
    return this.#header.bytes.length;
  }

  /** Where in the file that segment begins, or what follows the last one. */
  placeOf(segment: number): number {
    return this.headerLength + segment * this.#header.segmentLength;
  }

  /** Opens a segment; it is damaged if it is not what was sealed as this one. */
  async segment(number: number): Promise<Segment> {
    const { segmentLength } = this.#header;
    const start = number === 0 ? streamHeaderLength : 0;
    const at = this.placeOf(number);
    const sealed = await this.#source.read(at + start, segmentLength - start);
    const plain = await this.#open(sealed, number);
    const segment = plain === null ? null : parseSegment(plain);
    if (segment === null) throw new ArchiveProblem("tampered");
    return segment;
  }

  /** Only a part's last segment is sealed as the last; whole parts must have that one, others may. */
  async #open(sealed: Bytes, number: number): Promise<Bytes | null> {
    if (this.#opener === null) return null;
    const lastOne = number === this.segments - 1;
    if (lastOne && this.ending === "whole") return this.#opener.open(sealed, number, true);
    const plain = await this.#opener.open(sealed, number, false);
    return plain === null && lastOne ? this.#opener.open(sealed, number, true) : plain;
  }
}

async function opener(source: ByteSource, header: Header, secret: Bytes): Promise<SegmentOpener> {
  const streamHeader = await source.read(header.bytes.length, streamHeaderLength);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", header.bytes));
  const made = await SegmentOpener.of(secret, streamHeader, digest);
  if (made === null) throw new ArchiveProblem("tampered");
  return made;
}
