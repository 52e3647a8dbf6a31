// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Look } from "../src/call/look";
import { Uplink } from "../src/call/uplink";
import { seen } from "./looks";

/** Looks once a second from a given second on, and yields what was decided: a number of streams, with ? while it asks. */
class Watcher {
  readonly uplink = new Uplink();
  second = 0;
  #millis = 1_000_000;

  look(look: Look): string {
    this.uplink.look(look, this.#millis);
    this.second += 1;
    this.#millis += 1_000;
    const streams = Math.min(this.uplink.highest + 1, look.layers.length);
    return `${streams}${this.uplink.rests && streams > 0 ? "t" : ""}${this.uplink.asks ? "?" : ""}`;
  }

  looks(seconds: number, look: (second: number) => Look): readonly string[] {
    return Array.from({ length: seconds }, (_, second) => this.look(look(second)));
  }

  /** From one decision to the next, with the second of each. */
  changes(seconds: number, look: (second: number) => Look): readonly string[] {
    const begin = this.second;
    let before = "";
    return this.looks(seconds, look).flatMap((decided, second) => {
      if (decided === before) return [];
      before = decided;
      return [`${begin + second}: ${decided}`];
    });
  }
}

const plenty = () => seen([250_000, 1_000_000], { availableBps: 3_000_000 });
const medium = () => seen([150_000, 170_000], { availableBps: 550_000 });
const small = () => seen([250_000], { availableBps: 560_000 });
const better = () => seen([200_000], { availableBps: 300_000 });
const tiny = () => seen([30_000], { availableBps: 80_000 });

/** Somebody whose largest stream was given up, ten seconds after the beginning. */
function onOne(): Watcher {
  const watcher = new Watcher();
  watcher.looks(10, medium);
  expect(watcher.uplink.highest).toBe(0);
  return watcher;
}

/** Somebody whose picture rests, from second 0. */
function resting(): Watcher {
  const watcher = new Watcher();
  watcher.looks(5, plenty);
  watcher.looks(2, tiny);
  expect(watcher.uplink.rests).toBe(true);
  watcher.second = 1;
  return watcher;
}

describe("the largest stream", () => {
  it("is sent as long as it has enough", () => {
    expect(new Watcher().changes(300, plenty)).toEqual(["0: 2"]);
  });

  it("is given up where it halts, though not before it has had time", () => {
    expect(new Watcher().changes(60, (second) => (second < 8 ? medium() : small()))).toEqual(["0: 2", "7: 1", "17: 1?", "18: 1", "37: 1?", "38: 1"]);
  });

  it("stays through a dip, and where it needs little", () => {
    const watcher = new Watcher();
    expect(watcher.changes(60, (second) => (second % 4 < 2 ? medium() : plenty()))).toEqual(["0: 2"]);
    const easy = seen([250_000, 170_000]);
    const streams = easy.streams.map((stream) => ({ ...stream, halting: false }));
    expect(watcher.looks(30, () => ({ ...easy, streams })).at(-1)).toBe("2");
  });

  it("comes back when there is much more room, after ten seconds at the earliest", () => {
    const watcher = onOne();
    expect(watcher.changes(30, () => seen([250_000], { availableBps: 2_000_000 }))).toEqual(["10: 1", "17: 2"]);
  });

  it("comes back for a little more room only after a minute", () => {
    const watcher = onOne();
    expect(watcher.looks(90, () => seen([250_000], { availableBps: 1_000_000 })).findIndex((decided) => decided === "2")).toBe(57);
  });

  it("asks for more room less and less often", () => {
    const watcher = onOne();
    const asked = watcher.looks(200, small).flatMap((decided, second) => (decided === "1?" ? [second + 10] : []));
    expect(asked).toEqual([17, 37, 77, 137, 197]);
  });

  it("does not ask while the one below has not enough itself, nor where the server wants no more", () => {
    expect(onOne().changes(100, () => seen([180_000], { availableBps: 300_000 }))).toEqual(["10: 1"]);
    expect(new Watcher().changes(100, small)).toEqual(["0: 2"]);
  });

  it("waits longer where it was in vain", () => {
    const watcher = onOne();
    // A path that seems to carry much as long as little is sent.
    const lying = (): Look => (watcher.uplink.highest === 0 ? seen([250_000], { availableBps: 2_000_000 }) : medium());
    const changes = watcher.changes(300, lying);
    expect(changes).toEqual(["10: 1", "17: 2", "25: 1", "45: 2", "53: 1", "93: 2", "101: 1", "161: 2", "169: 1", "229: 2", "237: 1", "297: 2", "305: 1"]);
  });

  it("is tried by the clock where the browser does not say what it may send", () => {
    expect(onOne().changes(70, () => seen([250_000]))).toEqual(["10: 1", "17: 1?", "18: 1", "37: 1?", "38: 1", "67: 2"]);
  });
});

describe("the picture", () => {
  it("rests when the smallest stream has too little for two looks", () => {
    const watcher = new Watcher();
    watcher.looks(5, plenty);
    expect(watcher.looks(4, (second) => (second === 1 ? plenty() : tiny()))).toEqual(["2", "2", "2", "0"]);
  });

  it("does not rest while there is no path at all", () => {
    expect(new Watcher().changes(20, () => seen([0, 0]))).toEqual(["0: 2"]);
  });

  it("is tried after 5, 10, 20, 40 and 60 seconds, for a second each", () => {
    const changes = resting().changes(300, tiny);
    expect(changes.filter((change) => change.endsWith("t"))).toEqual(["5: 1t", "16: 1t", "37: 1t", "78: 1t", "139: 1t", "200: 1t", "261: 1t"]);
    expect(changes.filter((change) => change.endsWith("0"))).toEqual(["1: 0", "6: 0", "17: 0", "38: 0", "79: 0", "140: 0", "201: 0", "262: 0"]);
  });

  it("returns with its smallest stream, and then asks for more", () => {
    const watcher = resting();
    expect(watcher.changes(9, better)).toEqual(["1: 0", "5: 1t", "6: 1"]);
    expect(watcher.look(small())).toBe("1?");
    expect(watcher.look(seen([250_000], { availableBps: 2_000_000 }))).toBe("2");
  });

  it("is waited for while the path seems to carry more and more", () => {
    const growing = (until: number) => (second: number): Look => {
      const availableBps = second < 5 ? 50_000 : 70_000 * 1.08 ** Math.min(second - 5, until);
      return seen([availableBps - 20_000], { availableBps });
    };
    expect(resting().changes(15, growing(100))).toEqual(["1: 0", "5: 1t", "11: 1"]);
    expect(resting().changes(15, growing(3))).toEqual(["1: 0", "5: 1t", "10: 0"]);
  });

  it("is not waited for where the browser only takes the least it always takes", () => {
    const least = (second: number): Look => seen([30_000], { availableBps: second < 6 ? 30_000 : 50_000 });
    expect(resting().changes(8, least)).toEqual(["1: 0", "5: 1t", "6: 0"]);
  });

  it("is tried at once when the server says that the path is better", () => {
    const soon = resting();
    soon.looks(39, tiny);
    soon.uplink.relieved();
    expect(soon.changes(8, better)).toEqual(["40: 1t", "41: 1"]);
    const later = resting();
    later.looks(60, tiny);
    later.uplink.relieved();
    expect(later.changes(4, better)).toEqual(["61: 1t", "62: 1"]);
  });

  it("is tried at once when the round trip has become shorter, once its own queue is gone", () => {
    const roundTrips = (millis: (second: number) => number) => (second: number) =>
      seen([30_000], { availableBps: 80_000, roundTripMillis: millis(second) });
    const watcher = resting();
    watcher.looks(20, tiny);
    expect(watcher.changes(9, roundTrips((second) => (second < 6 ? 50 + (second % 2) : 40)))).toEqual(["21: 0", "27: 1t", "28: 0"]);
    const during = resting();
    expect(during.changes(7, roundTrips((second) => (second < 5 ? 50 : 40)))).toEqual(["1: 0", "5: 1t", "6: 0", "7: 1t"]);
    const drains = resting();
    expect(drains.changes(5, roundTrips((second) => (second < 2 ? 500 : 50)))).toEqual(["1: 0", "5: 1t"]);
    const trembles = resting();
    trembles.looks(20, tiny);
    expect(trembles.changes(15, roundTrips((second) => (second % 3 === 0 ? 46 : 50)))).toEqual(["21: 0"]);
  });

  it("rests sooner beside a shared screen", () => {
    const some = (screen: boolean) => () => seen([80_000], { screen });
    expect(new Watcher().changes(10, some(false))).toEqual(["0: 2"]);
    expect(new Watcher().changes(4, some(true))).toEqual(["0: 2", "1: 0"]);
  });

  it("is judged by the server's reports where the browser says nothing", () => {
    const streams = [{ targetBps: null, halting: false }];
    const silent = (lost: number, roundTripMillis: number) => () => seen([], { streams, lost, roundTripMillis });
    expect(new Watcher().changes(100, silent(0.3, 100))).toEqual(["0: 2"]);
    expect(new Watcher().changes(100, silent(0, 900))).toEqual(["0: 2"]);
    const watcher = new Watcher();
    expect(watcher.changes(12, silent(0.3, 900))).toEqual(["0: 2", "1: 0", "6: 1t", "7: 0"]);
    expect(watcher.looks(20, silent(0, 100)).at(-1)).toBe("1");
  });

  it("rests no longer when the camera is switched off", () => {
    const watcher = resting();
    watcher.look(seen([], { layers: [] }));
    expect(watcher.uplink.rests).toBe(false);
  });
});

/** A browser's estimate of a path: it grows no further than half as much again as what is sent, unless it is asked. */
function path(watcher: Watcher, capacityBps: () => number, noise: () => number): () => Look {
  let estimateBps = 300_000;
  return () => {
    const most = seen([]).layers.slice(0, watcher.uplink.highest + 1).reduce((sum, layer) => sum + layer.maxBitrate, 57_000);
    const limit = watcher.uplink.asks ? 4 * most : 1.5 * Math.min(most, estimateBps) + 10_000;
    estimateBps = Math.min(Math.max(estimateBps, Math.min(estimateBps * 1.08, limit), watcher.uplink.asks ? limit : 0), capacityBps());
    const available = estimateBps * (1 + noise());
    const streams = watcher.uplink.highest < 0 ? 0 : Math.min(watcher.uplink.highest + 1, 2);
    const rest = Math.max(available - 57_000, 30_000);
    const low = Math.min(rest, streams === 2 ? 187_000 : 250_000);
    return seen(streams === 2 ? [low, Math.min(rest - low, 1_000_000)] : streams === 1 ? [low] : [], { availableBps: available });
  };
}

describe("at constant capacity", () => {
  const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);

  it.each(seeds)("there are at most two changes in a minute that one would see (%d)", (seed) => {
    let state = seed * 2_654_435_761;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const capacity = 40_000 * 60 ** random();
    const watcher = new Watcher();
    const look = path(watcher, () => capacity, () => (random() - 0.5) * 0.2);
    let before = "";
    const changes: number[] = [];
    for (let second = 0; second < 900; second++) {
      watcher.look(look());
      const shown = watcher.uplink.rests ? "rests" : `${watcher.uplink.highest}`;
      if (shown !== before && second > 30) changes.push(second);
      before = shown;
    }
    for (const [index, second] of changes.entries()) {
      expect((changes[index + 2] ?? Number.POSITIVE_INFINITY) - second, `${changes} at ${capacity}`).toBeGreaterThanOrEqual(60);
    }
  });
});
