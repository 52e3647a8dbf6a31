// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { Stretch } from "../src/archive/stretch";

const rate = 48_000;
const packet = 960;

/** Two seconds: a tone, and from the middle on one an octave higher. */
function tone(hertz: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: 2 * rate }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hertz * (at < rate ? 1 : 2) * at) / rate));
}

function stretched(sound: Float32Array<ArrayBuffer>, speed: number): number[] {
  const stretch = new Stretch(speed, 2);
  const all: number[] = [];
  for (let at = 0; at < sound.length; at += packet) {
    const [left, right] = stretch.push([sound.slice(at, at + packet), sound.slice(at, at + packet)]);
    expect(right).toEqual(left);
    all.push(...(left ?? []));
  }
  return all;
}

/** By how often it crosses zero upwards. */
function pitch(samples: readonly number[]): number {
  const crossings = samples.filter((sample, at) => at > 0 && (samples[at - 1] ?? 0) < 0 && sample >= 0).length;
  return (crossings * rate) / samples.length;
}

function loudness(samples: readonly number[]): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

describe("faster and slower sound", () => {
  const cases = [0.5, 1.25, 1.5, 2].flatMap((speed) => [120, 300, 440].map((hertz) => [speed, hertz] as const));

  it.each(cases)("%d times as fast keeps the pitch of %d Hz, its loudness and its time", (speed, hertz) => {
    const made = stretched(tone(hertz), speed);
    expect(Math.abs(made.length - (2 * rate) / speed), "what still waits for more").toBeLessThan((0.055 * rate) / speed);
    expect(made.slice(0, 256)).toEqual([...tone(hertz).slice(0, 256)]);
    const middle = rate / speed;
    const away = 0.06 * rate;
    const before = made.slice(0.02 * rate, middle - away);
    const after = made.slice(middle + away, made.length - 0.02 * rate);
    expect(pitch(before) / hertz).toBeGreaterThan(0.96);
    expect(pitch(before) / hertz).toBeLessThan(1.04);
    expect(pitch(after) / hertz).toBeGreaterThan(1.92);
    expect(pitch(after) / hertz).toBeLessThan(2.08);
    expect(loudness(before)).toBeGreaterThan(0.33);
    expect(loudness(before)).toBeLessThan(0.37);
  });

  it("leaves silence silent", () => {
    expect(stretched(new Float32Array(rate), 1.5).every((sample) => sample === 0)).toBe(true);
  });
});
