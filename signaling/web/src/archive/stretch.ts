// SPDX-License-Identifier: Apache-2.0

/** Samples of each channel; all are equally long. */
export type Channels = readonly Float32Array<ArrayBuffer>[];

/** 11 ms at 48 kHz: what is laid over one another, and what comes out at a time. */
const hop = 512;
/** A period of a deep voice is found within twice this. */
const reach = 320;
/** Likeness is judged by every so many samples. */
const stride = 4;

const fadeIn = Float32Array.from({ length: hop }, (_, at) => 0.5 - 0.5 * Math.cos((Math.PI * (at + 0.5)) / hop));

/**
 * Makes sound faster or slower and leaves its pitch (WSOLA): pieces are taken from where the speed says, moved by a few
 * milliseconds to where they go on like the piece before, and laid over each other. One for sound without a break.
 */
export class Stretch {
  readonly #speed: number;
  readonly #channels: number;
  #input: Channels;
  /** How many samples of the input are forgotten. */
  #forgotten = 0;
  #pieces = 0;
  /** Where the last piece begins, in the input as a whole. */
  #last = 0;

  constructor(speed: number, channels: number) {
    this.#speed = speed;
    this.#channels = channels;
    this.#input = Array.from({ length: channels }, () => new Float32Array(0));
  }

  /** Takes what comes next; gives as much as can be made of all that came, maybe nothing. */
  push(sound: Channels): Channels {
    this.#input = this.#input.map((kept, channel) => appended(kept, sound[channel]));
    const made: Channels[] = [];
    for (let wanted = this.#wanted; wanted + reach + 2 * hop <= this.#end; wanted = this.#wanted) {
      const next = this.#pieces === 0 ? 0 : this.#likest(wanted);
      made.push(this.#pieces === 0 ? this.#input.map((kept) => kept.slice(0, hop)) : this.#over(next));
      this.#last = next;
      this.#pieces += 1;
      this.#forget(Math.min(next, this.#wanted - reach));
    }
    return Array.from({ length: this.#channels }, (_, channel) => {
      const whole = new Float32Array(hop * made.length);
      made.forEach((piece, at) => whole.set(piece[channel] ?? [], at * hop));
      return whole;
    });
  }

  get #wanted(): number {
    return Math.round(this.#pieces * hop * this.#speed);
  }

  get #end(): number {
    return this.#forgotten + (this.#input[0]?.length ?? 0);
  }

  /** The begin of a piece near there that is most like what follows the last piece. */
  #likest(wanted: number): number {
    const sound = this.#input[0];
    if (sound === undefined) return wanted;
    const follows = this.#last + hop - this.#forgotten;
    let best = wanted;
    let most = Number.NEGATIVE_INFINITY;
    for (let near = Math.max(this.#forgotten, wanted - reach); near <= wanted + reach; near++) {
      const begin = near - this.#forgotten;
      let product = 0;
      let energy = 1e-9;
      for (let at = 0; at < hop; at += stride) {
        const sample = sound[begin + at] ?? 0;
        product += sample * (sound[follows + at] ?? 0);
        energy += sample * sample;
      }
      const likeness = product / Math.sqrt(energy);
      if (likeness > most) {
        most = likeness;
        best = near;
      }
    }
    return best;
  }

  /** The end of the last piece goes over into the next one. */
  #over(next: number): Channels {
    const from = this.#last + hop - this.#forgotten;
    const to = next - this.#forgotten;
    return this.#input.map((sound) =>
      fadeIn.map((share, at) => (1 - share) * (sound[from + at] ?? 0) + share * (sound[to + at] ?? 0)),
    );
  }

  #forget(before: number): void {
    const count = before - this.#forgotten;
    if (count < 8 * hop) return;
    this.#input = this.#input.map((sound) => sound.slice(count));
    this.#forgotten = before;
  }
}

function appended(one: Float32Array<ArrayBuffer>, other: Float32Array<ArrayBuffer> | undefined): Float32Array<ArrayBuffer> {
  const both = new Float32Array(one.length + (other?.length ?? 0));
  both.set(one);
  if (other !== undefined) both.set(other, one.length);
  return both;
}
