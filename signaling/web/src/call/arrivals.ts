// SPDX-License-Identifier: Apache-2.0

const steadyLooks = 5;
const silentMillis = 600;
const againMillis = 1_000;

/**
 * Notices that a steady stream of packets has stopped, from a count that grows with each. A stream that was never steady
 * (nobody sends anything) may pause. Once it has stopped, it is said again each second until something arrives.
 */
export class Arrivals {
  #count = -1;
  #grew = 0;
  #lastMillis = 0;
  #saidMillis: number | null = null;

  /** Takes one look; true when it is time to do something about it. */
  stopped(count: number, nowMillis: number): boolean {
    if (count !== this.#count) {
      this.#grew = this.#saidMillis === null ? this.#grew + 1 : 1;
      this.#saidMillis = null;
      this.#count = count;
      this.#lastMillis = nowMillis;
      return false;
    }
    if (this.#saidMillis !== null) {
      if (nowMillis - this.#saidMillis < againMillis) return false;
    } else if (nowMillis - this.#lastMillis < silentMillis) {
      return false;
    } else if (this.#grew < steadyLooks) {
      this.#grew = 0;
      return false;
    }
    this.#saidMillis = nowMillis;
    return true;
  }
}
