// SPDX-License-Identifier: Apache-2.0

/** What lasted so long was no failure. */
const lastedMillis = 60_000;
const longestMillis = 60_000;

/** A wait before something is tried again; it doubles, up to a minute, as long as what was tried does not last. */
export class Hold {
  #millis = 0;
  #startMillis = Number.NEGATIVE_INFINITY;
  #triedMillis = Number.NEGATIVE_INFINITY;
  readonly #firstMillis: number;

  constructor(firstMillis: number) {
    this.#firstMillis = firstMillis;
  }

  start(nowMillis: number): void {
    const failed = nowMillis - this.#triedMillis < lastedMillis;
    this.#millis = failed ? Math.min(Math.max(this.#millis * 2, this.#firstMillis), longestMillis) : this.#firstMillis;
    this.#startMillis = nowMillis;
  }

  /** There is reason to believe that things are better: this once a fifth of the first wait will do. */
  shorten(): void {
    this.#millis = Math.min(this.#millis, this.#firstMillis / 5);
  }

  isOver(nowMillis: number): boolean {
    return nowMillis - this.#startMillis >= this.#millis;
  }

  tried(nowMillis: number): void {
    this.#triedMillis = nowMillis;
  }
}
