// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from "./bytes";

const blockLength = 64;
const lengthAt = 56;

/** The first 32 bits behind the point of the roots of the first primes (FIPS 180-4, sections 4.2.2 and 5.3.3). */
function rootsOfPrimes(count: number, root: (prime: number) => number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(count);
  for (let found = 0, candidate = 2; found < count; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) prime &&= candidate % divisor !== 0;
    if (prime) words[found++] = (root(candidate) % 1) * 2 ** 32;
  }
  return words;
}

const rounds = rootsOfPrimes(64, Math.cbrt);
const initial = rootsOfPrimes(8, Math.sqrt);

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** SHA-256 (FIPS 180-4) of bytes that come piece by piece, which WebCrypto cannot do. */
export class Sha256 {
  readonly #state = initial.slice();
  readonly #schedule = new Uint32Array(64);
  readonly #block = new Uint8Array(blockLength);
  #filled = 0;
  #length = 0;

  update(bytes: Bytes): void {
    this.#length += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + blockLength - this.#filled);
      this.#block.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled === blockLength) this.#compress();
    }
  }

  /** In hexadecimal. Nothing may follow. */
  digest(): string {
    const bits = BigInt(this.#length) * 8n;
    this.#block.fill(0, this.#filled);
    this.#block[this.#filled] = 0x80;
    if (this.#filled >= lengthAt) {
      this.#compress();
      this.#block.fill(0);
    }
    new DataView(this.#block.buffer).setBigUint64(lengthAt, bits);
    this.#compress();
    return Array.from(this.#state, (word) => word.toString(16).padStart(8, "0")).join("");
  }

  #compress(): void {
    this.#filled = 0;
    const w = this.#schedule;
    const fields = new DataView(this.#block.buffer);
    for (let at = 0; at < 16; at++) w[at] = fields.getUint32(4 * at);
    for (let at = 16; at < 64; at++) {
      const early = w[at - 15] ?? 0;
      const late = w[at - 2] ?? 0;
      const one = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
      const other = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
      w[at] = (w[at - 16] ?? 0) + one + (w[at - 7] ?? 0) + other;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = this.#state;
    for (let at = 0; at < 64; at++) {
      const chosen = (e & f) ^ (~e & g);
      const one = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + chosen + (rounds[at] ?? 0) + (w[at] ?? 0)) | 0;
      const most = (a & b) ^ (a & c) ^ (b & c);
      const other = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + most) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + other) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => {
      this.#state[at] = (this.#state[at] ?? 0) + word;
    });
  }
}
