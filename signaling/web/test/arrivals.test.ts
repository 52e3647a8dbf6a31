// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { Arrivals } from "../src/call/arrivals";

/** Looks every 200 ms; a digit is how much has come since, and what comes out are the moments at which it said "stopped". */
function play(script: string): readonly number[] {
  const arrivals = new Arrivals();
  let count = 0;
  return [...script].flatMap((step, look) => {
    count += Number(step);
    return arrivals.stopped(count, look * 200) ? [look] : [];
  });
}

describe("arrivals", () => {
  it("says nothing while packets come, or pause for a moment", () => {
    expect(play("111111111101111110111111")).toEqual([]);
  });

  it("says within 400 ms that a steady stream has stopped, and again each second", () => {
    expect(play("1111110000000000000000")).toEqual([7, 12, 17]);
  });

  it("is silent once it has said so twice, until something comes", () => {
    const arrivals = new Arrivals();
    const counts = [1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7];
    const silent = counts.map((count, look) => {
      arrivals.stopped(count, look * 200);
      return arrivals.silent;
    });
    expect(silent.indexOf(true)).toBe(12);
    expect(silent.lastIndexOf(true)).toBe(13);
  });

  it("starts over when something comes again", () => {
    expect(play("111111000001111110001")).toEqual([7, 18]);
    expect(play("11111100000100000000000")).toEqual([7]);
  });

  it("does not mind a stream that has only begun", () => {
    expect(play("1000000010000000100000000000")).toEqual([]);
    expect(play("0000000000000")).toEqual([]);
  });

  it("is patient with a sparse stream, in which a packet may be lost", () => {
    // What two silent microphones send, two and a half packets a second each, with some of them lost.
    expect(play("1111111010101010001010101000001010101010100010")).toEqual([]);
    // Reports alone, once a second.
    expect(play("100001000010000100001000010000100001000000000100001")).toEqual([]);
  });

  it("notices in the end that a sparse stream has stopped as well", () => {
    expect(play("10101010101010000000000")).toEqual([18]);
    expect(play("100001000010000100001000010000000000000000000")).toEqual([40]);
  });

  it("is as quick after a hiccup", () => {
    expect(play("1111111110111111110000")).toEqual([19]);
  });

  it("is quick again when the stream has become dense", () => {
    expect(play("10101010101010111111111110000")).toEqual([26]);
  });
});
