// SPDX-License-Identifier: Apache-2.0

/** So long a sound card may take to begin. */
const patienceMillis = 1_000;

/**
 * The seconds that everything is played by: the sound card's, so that pictures follow the sound. On a computer without one, whose
 * audio context stands still, the computer's own. Its owner calls {@link turn} often.
 */
export class Clock {
  readonly context = new AudioContext({ sampleRate: 48_000, latencyHint: "playback" });
  #own: number | null = null;
  #runs = false;
  #turnedMillis = performance.now();
  #movedMillis = performance.now();
  #heardSeconds = 0;

  constructor() {
    void this.context.suspend();
  }

  get seconds(): number {
    return this.#own ?? this.context.currentTime;
  }

  /** Whether there is no sound card that plays. */
  get deaf(): boolean {
    return this.#own !== null;
  }

  /** Lets time pass, or stand still. */
  run(runs: boolean): void {
    this.turn();
    if (runs !== this.#runs) this.#movedMillis = performance.now();
    this.#runs = runs;
    if (runs && this.context.state === "suspended") void this.context.resume();
    if (!runs && this.context.state === "running") void this.context.suspend();
  }

  turn(): void {
    const now = performance.now();
    if (this.#own !== null && this.#runs) this.#own += (now - this.#turnedMillis) / 1_000;
    this.#turnedMillis = now;
    if (this.context.currentTime !== this.#heardSeconds || !this.#runs) this.#movedMillis = now;
    this.#heardSeconds = this.context.currentTime;
    if (this.#runs && now - this.#movedMillis > patienceMillis) this.#own ??= this.context.currentTime;
  }

  close(): void {
    void this.context.close();
  }
}
