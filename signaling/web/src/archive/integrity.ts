// SPDX-License-Identifier: Apache-2.0
import { Sha256 } from "./sha256";
import type { ByteSource } from "./source";

/** What the server wrote down of a part when it was recorded: SHA-256 in hexadecimal, null where it knows none. */
export interface Digests {
  readonly header: string | null;
  readonly whole: string | null;
}

/**
 * What came of comparing: not known yet; all as it was written down; only the beginning, because no more was written down;
 * nothing was; or something else stands there now.
 */
export type Integrity = "checking" | "same" | "same-beginning" | "unknown" | "different";

const pieceLength = 128 * 1_024;

/** The digest of a part's bytes, taken in their order while they are read for other reasons. */
export class PartDigest {
  readonly #source: ByteSource;
  readonly #digests: Digests;
  readonly #headerLength: number;
  readonly #sha = new Sha256();
  #at = 0;
  #beginning: Integrity = "unknown";
  #result: Integrity = "checking";

  constructor(source: ByteSource, headerLength: number, digests: Digests) {
    this.#source = source;
    this.#headerLength = headerLength;
    this.#digests = digests;
  }

  get result(): Integrity {
    return this.#result;
  }

  /** Takes what is before this place; what failed can be asked for again. */
  async readTo(end: number): Promise<void> {
    if (this.#at === 0 && this.#result === "checking") await this.#checkHeader();
    while (this.#result === "checking" && this.#digests.whole !== null && this.#at < end) {
      const piece = await this.#source.read(this.#at, Math.min(pieceLength, end - this.#at));
      this.#sha.update(piece);
      this.#at += piece.length;
    }
  }

  /** Takes the rest, and compares. */
  async finish(): Promise<void> {
    await this.readTo(this.#source.length);
    if (this.#result !== "checking") return;
    const { whole } = this.#digests;
    if (whole === null) this.#result = this.#beginning;
    else this.#result = this.#sha.digest() === whole ? "same" : "different";
  }

  async #checkHeader(): Promise<void> {
    if (this.#digests.header === null) return;
    const sha = new Sha256();
    sha.update(await this.#source.read(0, this.#headerLength));
    if (sha.digest() === this.#digests.header) this.#beginning = "same-beginning";
    else this.#result = "different";
  }
}
