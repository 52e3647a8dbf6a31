// SPDX-License-Identifier: Apache-2.0
import { Hold } from "./hold";
import type { Look } from "./look";

/** A stream is worth sending from this part of its highest rate on; it is tried only where there is room for the next. */
const worthShare = 0.4;
const tryShare = 0.5;
/** How much more than that the path must seem to carry: a little once things have been steady, much before. */
const steadyMargin = 1.15;
const changedMargin = 1.5;
const steadyMillis = 60_000;
/** A stream that has just begun may take some time. */
const graceMillis = 5_000;
/** So many looks in a row, which come once a second, decide that the picture rests, or the largest stream. */
const looksToRest = 2;
const looksToDrop = 3;
/** With less than this even the smallest picture stands more than it moves. A shared screen comes before the camera. */
const smallestBps = 50_000;
const smallestBesideScreenBps = 100_000;
/** What packets' headers add to the sound. */
const headersBps = 25_000;
/** The server's reports say that the path is full, for browsers that do not say what they may send. */
const fullLost = 0.1;
const fullRoundTripMillis = 400;
/**
 * A trial of the picture, which makes the browser probe, goes on only while what the path seems to carry grows from look to
 * look: by so much in the first second, from no less than the browser always takes for the least of sound and picture, and by
 * so much later.
 */
const firstGrowth = 1.3;
const leastBps = 50_000;
const growth = 1.04;
const longestTrialMillis = 15_000;
/** Where the browser does not say it, a trial is judged by the server's reports after so long. */
const reportedMillis = 5_000;
/**
 * A round trip that falls by so much below all since the picture rests, once its queue is gone: the line has become faster, or
 * somebody else has left it.
 */
const fellMillis = 5;
const fellShare = 0.15;
const drainedMillis = 3_000;
/** So much of the smallest rate makes a trial good; where it is no more, in two looks. */
const goodMargin = 1.5;
const clearMargin = 3;

/**
 * Decides, from one look a second, how much of the camera's picture our path to the server carries: a stream is sent only
 * where it gets enough to be better than the next smaller one, and where there is no room even for the smallest beside the
 * sound, the picture rests, and is tried again from time to time.
 */
export class Uplink {
  #mode: "sends" | "rests" | "tries" = "sends";
  #layers = Number.POSITIVE_INFINITY;
  #asks = false;
  /** Looks in a row that found too little for the smallest stream, and for the largest. */
  #starved = 0;
  #halted = 0;
  #sent = 0;
  #beganMillis = 0;
  #droppedMillis = 0;
  /** Since when the picture rests, trials that failed included, and the shortest round trip since. */
  #restsSinceMillis = 0;
  #shortestMillis = Number.POSITIVE_INFINITY;
  /** In a trial: what the path seemed to carry at the last look, and how it went. */
  #available: number | null = null;
  #grew = false;
  #good = false;
  readonly #rest = new Hold(5_000);
  readonly #climb = new Hold(10_000);
  #ask = new Hold(10_000);

  /** The highest stream worth sending, counted from the lowest, 0; -1 while the picture rests. */
  get highest(): number {
    if (this.#mode === "sends") return this.#layers - 1;
    return this.#mode === "tries" ? 0 : -1;
  }

  /** Whether the picture rests; a trial does not count before it has succeeded. */
  get rests(): boolean {
    return this.#mode !== "sends";
  }

  /** Whether, until the next look, the browser is to find out if there is room for one more stream. */
  get asks(): boolean {
    return this.#asks;
  }

  look(look: Look, nowMillis: number): void {
    this.#asks = false;
    if (look.layers.length === 0) {
      if (this.#mode !== "sends") this.#send();
      return;
    }
    switch (this.#mode) {
      case "rests":
        if (this.#isFaster(look, nowMillis)) this.#rest.shorten();
        if (this.#rest.isOver(nowMillis)) this.#try(look, nowMillis);
        return;
      case "tries":
        this.#judge(look, nowMillis);
        return;
      case "sends":
        this.#watch(look, nowMillis);
    }
  }

  /** The way to us carries more again: perhaps the way from us does, too. Whether a look is wanted at once. */
  relieved(): boolean {
    if (this.#mode !== "rests") return false;
    this.#rest.shorten();
    return true;
  }

  #send(): void {
    this.#mode = "sends";
    this.#layers = 1;
    this.#starved = 0;
    this.#ask = new Hold(10_000);
  }

  #halt(nowMillis: number): void {
    if (this.#mode === "sends") {
      this.#restsSinceMillis = nowMillis;
      this.#shortestMillis = Number.POSITIVE_INFINITY;
    }
    this.#mode = "rests";
    this.#starved = 0;
    this.#droppedMillis = nowMillis;
    this.#rest.start(nowMillis);
  }

  #isFaster(look: Look, nowMillis: number): boolean {
    const now = look.roundTripMillis;
    if (now === null || nowMillis - this.#restsSinceMillis < drainedMillis) return false;
    const before = this.#shortestMillis;
    this.#shortestMillis = Math.min(before, now);
    return before !== Number.POSITIVE_INFINITY && now < before - Math.max(fellMillis, before * fellShare);
  }

  #try(look: Look, nowMillis: number): void {
    this.#mode = "tries";
    this.#beganMillis = nowMillis;
    this.#available = look.availableBps;
    this.#grew = false;
    this.#good = false;
    this.#rest.tried(nowMillis);
  }

  #judge(look: Look, nowMillis: number): void {
    const millis = nowMillis - this.#beganMillis;
    const before = this.#available;
    this.#available = look.availableBps;
    const little = isTooLittle(look, goodMargin);
    const wasGood = this.#good;
    this.#good = !little && (look.streams[0]?.targetBps ?? 0) > 0;
    if (before === null || look.availableBps === null) {
      if (little || millis >= reportedMillis) this.#end(!little, nowMillis);
      return;
    }
    const enoughBps = this.#grew ? before * growth : Math.max(before, leastBps) * firstGrowth;
    this.#grew = true;
    if (this.#good && (wasGood || !isTooLittle(look, clearMargin))) this.#end(true, nowMillis);
    else if (!this.#good && (look.availableBps < enoughBps || millis >= longestTrialMillis)) this.#end(false, nowMillis);
  }

  #end(good: boolean, nowMillis: number): void {
    if (good) this.#send();
    else this.#halt(nowMillis);
  }

  #watch(look: Look, nowMillis: number): void {
    const { streams } = look;
    if (streams.length !== this.#sent) {
      this.#sent = streams.length;
      this.#beganMillis = nowMillis;
      this.#halted = 0;
    }
    this.#starved = isTooLittle(look) ? this.#starved + 1 : 0;
    if (this.#starved >= looksToRest) {
      this.#halt(nowMillis);
      return;
    }
    this.#halted = isTopWasted(look) && nowMillis - this.#beganMillis >= graceMillis ? this.#halted + 1 : 0;
    if (this.#halted >= looksToDrop) this.#drop(nowMillis);
    else if (streams.length === this.#layers) this.#grow(look, nowMillis);
  }

  #drop(nowMillis: number): void {
    this.#layers = this.#sent - 1;
    this.#halted = 0;
    this.#droppedMillis = nowMillis;
    this.#climb.start(nowMillis);
    this.#ask.start(nowMillis);
  }

  /** A browser that has little to send does not learn by itself how much more it could. */
  #grow(look: Look, nowMillis: number): void {
    const next = look.layers[this.#layers];
    if (next === undefined) {
      this.#layers = Number.POSITIVE_INFINITY;
      return;
    }
    const lower = look.layers.slice(0, this.#layers).reduce((sum, layer) => sum + layer.maxBitrate, 0);
    const steady = nowMillis - this.#droppedMillis >= steadyMillis;
    const neededBps = (look.othersBps + headersBps + lower + next.maxBitrate * tryShare) * (steady ? steadyMargin : changedMargin);
    const room = look.availableBps === null ? steady : look.availableBps >= neededBps;
    if (room && this.#climb.isOver(nowMillis)) {
      this.#layers += 1;
      this.#climb.tried(nowMillis);
    } else if (!room && this.#ask.isOver(nowMillis) && isTopFull(look)) {
      this.#asks = true;
      this.#ask.tried(nowMillis);
      this.#ask.start(nowMillis);
    }
  }
}

/** For the smallest stream. Nothing at all is no answer: then there is no path just now. */
function isTooLittle(look: Look, margin = 1): boolean {
  const bps = look.streams[0]?.targetBps;
  if (bps === undefined || bps === 0) return false;
  if (bps === null) return (look.lost ?? 0) >= fullLost && (look.roundTripMillis ?? 0) >= fullRoundTripMillis;
  return bps < (look.screen ? smallestBesideScreenBps : smallestBps) * margin;
}

/** Whether the largest of several streams gets so little that its picture halts, while the next smaller one need not. */
function isTopWasted({ streams, layers }: Look): boolean {
  const top = streams.at(-1);
  const most = layers[streams.length - 1]?.maxBitrate ?? 0;
  if (streams.length < 2 || top === undefined || top.targetBps === null || streams[0]?.targetBps === 0) return false;
  return top.halting && top.targetBps < most * worthShare;
}

function isTopFull({ streams, layers }: Look): boolean {
  const most = layers[streams.length - 1]?.maxBitrate ?? 0;
  return (streams.at(-1)?.targetBps ?? 0) >= most * 0.9;
}
