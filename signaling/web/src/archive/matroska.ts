// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from "./bytes";
import { ArchiveProblem } from "./problem";

/** One frame of a track, at its place in the session. */
export interface Block {
  readonly track: number;
  readonly timeMillis: number;
  readonly key: boolean;
  /** Good until the next bytes are pushed. */
  readonly frame: Bytes;
  /** Where the Cluster that it is in begins: reading may begin there. */
  readonly clusterPosition: number;
}

const segmentId = 0x18538067;
const clusterId = 0x1f43b675;
const timestampId = 0xe7;
const simpleBlockId = 0xa3;
const largestElement = 16 << 20;

/**
 * Takes the media of a part piece by piece, from its beginning or from a Cluster on, and tells the blocks in it (RFC 8794,
 * RFC 9559); all other elements are passed over. It trusts no length: what is not whole waits, and what cannot be is damage.
 */
export class Demuxer {
  readonly #onBlock: (block: Block) => void;
  #buffer: Bytes = new Uint8Array(1 << 16);
  #filled = 0;
  #read = 0;
  #position: number;
  #clusterPosition: number;
  #clusterMillis = 0;

  constructor(position: number, onBlock: (block: Block) => void) {
    this.#position = position;
    this.#clusterPosition = position;
    this.#onBlock = onBlock;
  }

  push(bytes: Bytes): void {
    this.#append(bytes);
    while (this.#element()) {
      // on to the next one
    }
  }

  #append(bytes: Bytes): void {
    if (this.#filled + bytes.length > this.#buffer.length) {
      const left = this.#filled - this.#read;
      const room = left + bytes.length > this.#buffer.length ? 2 * (left + bytes.length) : this.#buffer.length;
      const grown = new Uint8Array(room);
      grown.set(this.#buffer.subarray(this.#read, this.#filled));
      this.#buffer = grown;
      this.#filled = left;
      this.#read = 0;
    }
    this.#buffer.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  /** Takes one element, or the head of one whose children follow; false if it is not all there yet. */
  #element(): boolean {
    const id = this.#number(this.#read, 4, true);
    if (id === null) return false;
    const size = this.#number(this.#read + id.length, 8, false);
    if (size === null) return false;
    const head = id.length + size.length;
    if (id.value === segmentId || id.value === clusterId) {
      if (id.value === clusterId) this.#clusterPosition = this.#position;
      this.#skip(head);
      return true;
    }
    if (size.value > largestElement) throw new ArchiveProblem("tampered");
    if (this.#read + head + size.value > this.#filled) return false;
    const from = this.#read + head;
    this.#tell(id.value, this.#buffer.subarray(from, from + size.value));
    this.#skip(head + size.value);
    return true;
  }

  #skip(length: number): void {
    this.#read += length;
    this.#position += length;
  }

  /** A number of variable length, with its marker if it is an id; all bits set: no size is known. */
  #number(at: number, mostOctets: number, id: boolean): { readonly value: number; readonly length: number } | null {
    const first = this.#buffer[at];
    if (at >= this.#filled || first === undefined) return null;
    const length = Math.clz32(first) - 23;
    if (length > mostOctets) throw new ArchiveProblem("tampered");
    if (at + length > this.#filled) return null;
    let value = id ? first : first & (0xff >> length);
    let unknown = value === 0xff >> length;
    for (let i = 1; i < length; i++) {
      const octet = this.#buffer[at + i] ?? 0;
      value = value * 256 + octet;
      unknown &&= octet === 0xff;
    }
    return { value: !id && unknown ? Number.POSITIVE_INFINITY : value, length };
  }

  #tell(id: number, body: Bytes): void {
    if (id === timestampId) {
      if (body.length > 6) throw new ArchiveProblem("tampered");
      this.#clusterMillis = body.reduce((value, octet) => value * 256 + octet, 0);
    } else if (id === simpleBlockId) {
      const [track = 0, high = 0, low = 0, flags = 0] = body;
      if (body.length < 4 || track < 0x81) throw new ArchiveProblem("tampered");
      this.#onBlock({
        track: track & 0x7f,
        timeMillis: this.#clusterMillis + (((high << 8) | low) << 16 >> 16),
        key: (flags & 0x80) !== 0,
        frame: body.subarray(4),
        clusterPosition: this.#clusterPosition,
      });
    }
  }
}
