// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Bytes } from "../src/archive/bytes";
import { Demuxer } from "../src/archive/matroska";
import { decodeNote } from "../src/archive/notes";
import { ArchiveProblem } from "../src/archive/problem";
import { parseSegment } from "../src/archive/segment";
import { framesFrom, open, part } from "./recordings";

/** mulberry32: a small generator with a seed, so that a failure can be had again. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function damaged(bytes: Bytes, random: (below: number) => number): Bytes {
  const copy = bytes.slice();
  switch (random(4)) {
    case 0:
      return copy.slice(0, random(copy.length));
    case 1:
      copy.copyWithin(random(copy.length), random(copy.length), random(copy.length));
      return copy;
    case 2:
      copy.fill(random(256), random(copy.length));
      return copy;
    default: {
      const at = random(4) === 0 ? random(300) : random(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
      return copy;
    }
  }
}

describe("whatever was done to a file", () => {
  it("it opens as far as it is sound, or a named problem says why not", { timeout: 60_000 }, async () => {
    const sound = part(1);
    const whole = await framesFrom(await open(sound), 0);
    for (let seed = 1; seed <= 150; seed++) {
      const bytes = damaged(sound, generator(seed));
      try {
        const recording = await open(bytes);
        const frames = await framesFrom(recording, 0);
        // What comes out is what was put in.
        frames.forEach((frame, at) => expect(frame, `seed ${seed}`).toEqual(whole[at]));
        const same = bytes.length === sound.length && bytes.every((byte, at) => byte === sound[at]);
        const trailer = bytes.slice(-56).some((byte, at) => byte !== sound[sound.length - 56 + at]);
        if (frames.length === whole.length && !same) expect(trailer, `seed ${seed}`).toBe(true);
      } catch (failure) {
        if (!(failure instanceof ArchiveProblem)) throw new Error(`seed ${seed}: ${String(failure)}`);
      }
    }
  });

  it("no media, however wrong, hangs the reader or takes its memory", () => {
    for (let seed = 1; seed <= 3_000; seed++) {
      const random = generator(seed);
      const ids = [[0x1a, 0x45, 0xdf, 0xa3], [0x18, 0x53, 0x80, 0x67], [0x1f, 0x43, 0xb6, 0x75], [0xe7], [0xa3], [0xec], [0]];
      const bytes = Array.from({ length: random(40) }, () => [
        ...(ids[random(ids.length)] ?? []),
        ...Array.from({ length: random(12) }, () => random(256)),
      ]).flat();
      const demuxer = new Demuxer(0, (block) => expect(block.frame.length).toBeLessThan(bytes.length));
      try {
        for (let at = 0; at < bytes.length; ) {
          const length = 1 + random(30);
          demuxer.push(Uint8Array.from(bytes.slice(at, at + length)));
          at += length;
        }
      } catch (failure) {
        if (!(failure instanceof ArchiveProblem)) throw new Error(`seed ${seed}: ${String(failure)}`);
      }
    }
  });

  it("segments and notes are read or refused", () => {
    for (let seed = 1; seed <= 3_000; seed++) {
      const random = generator(seed);
      const bytes = Uint8Array.from({ length: random(60) }, () => (random(2) === 0 ? random(6) : random(256)));
      const segment = parseSegment(bytes);
      if (segment !== null) expect(segment.entries.length).toBeLessThan(20);
      expect(decodeNote(bytes)).toBeNull();
    }
  });
});
