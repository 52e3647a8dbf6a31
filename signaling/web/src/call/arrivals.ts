// SPDX-License-Identifier: Apache-2.0

const remembered = 10;
const knownAfter = 5;
/** Two looks, of which the second may come a little early. */
const silentMillis = 350;
const sparseMillis = 600;
const againMillis = 1_000;

/**
 * Notices that a stream of packets has stopped, from a count that grows with each. Pictures come all the time; where nobody
 * shows any and nobody speaks, a few packets a second are all there is (DTX), and one that is lost is no reason to worry:
 * then nothing has to come for three times as long as lately at most. Of what has only begun nothing is known yet. Once it
 * has stopped, it is said again each second until something arrives.
 */
export class Arrivals {
  #count = -1;
  /** How many looks it took until the count had grown again, the newest last. */
  #gaps: number[] = [];
  #looks = 0;
  #lastMillis = 0;
  #saidMillis: number | null = null;
  #said = 0;

  /** Whether nothing has come for so long that people should know, which is a second after it was first said. */
  get silent(): boolean {
    return this.#said > 1;
  }

  /** Takes one look; true when it is time to do something about it. */
  stopped(count: number, nowMillis: number): boolean {
    this.#looks += 1;
    if (count !== this.#count) {
      const first = this.#count < 0 || this.#saidMillis !== null;
      this.#gaps = first ? [] : [...this.#gaps, this.#looks].slice(-remembered);
      this.#looks = 0;
      this.#saidMillis = null;
      this.#said = 0;
      this.#count = count;
      this.#lastMillis = nowMillis;
      return false;
    }
    if (this.#saidMillis !== null) {
      if (nowMillis - this.#saidMillis < againMillis) return false;
    } else if (this.#gaps.length < knownAfter - 1 || nowMillis - this.#lastMillis < this.#patienceMillis()) {
      return false;
    }
    this.#saidMillis = nowMillis;
    this.#said += 1;
    return true;
  }

  /** A single gap among many is a hiccup of the page or the path, and says nothing of the stream. */
  #patienceMillis(): number {
    const sparse = this.#gaps.filter((looks) => looks > 1).length > 1;
    return sparse ? sparseMillis * Math.max(...this.#gaps) : silentMillis;
  }
}
