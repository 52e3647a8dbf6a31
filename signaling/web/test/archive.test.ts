// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { type Bytes, join } from "../src/archive/bytes";
import { openKeyFile } from "../src/archive/keyfile";
import { PartReader } from "../src/archive/part";
import { ArchiveProblem } from "../src/archive/problem";
import { Recording } from "../src/archive/recording";
import { sourceOf } from "../src/archive/source";
import { framesFrom, goesOn, keyFile, open, part, passphrase, recordsKey } from "./recordings";

const headerLength = 40 + 2 * 96;
const trailerLength = 56;

async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (failure) {
    if (failure instanceof ArchiveProblem) return failure.kind;
    throw failure;
  }
  return "none";
}

async function openPart(bytes: Bytes): Promise<PartReader> {
  return PartReader.open(sourceOf(bytes), await recordsKey());
}

function flipped(bytes: Bytes, at: number, bit = 1): Bytes {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ bit;
  return copy;
}

describe("a private key's file", () => {
  it("opens with its passphrase alone", async () => {
    expect((await recordsKey()).pair.privateKey.extractable).toBe(false);
    expect(await problemOf(openKeyFile(keyFile(), "another"))).toBe("wrong-passphrase");
  });

  it("is told from other files", async () => {
    const file = JSON.parse(keyFile()) as Record<string, unknown>;
    const others: unknown[] = [
      [],
      { ...file, format: "apotheca-records-private-key-2" },
      { ...file, rounds: 1_000 },
      { ...file, rounds: 4e9 },
      { ...file, publicKey: "apotheca-records-key-1:AAAA" },
      { ...file, salt: "!" },
      { ...file, sealed: "AAAA" },
      { ...file, nonce: undefined },
    ];
    for (const other of others) expect(await problemOf(openKeyFile(JSON.stringify(other), passphrase))).toBe("no-key-file");
    expect(await problemOf(openKeyFile("%PDF-1.7", passphrase))).toBe("no-key-file");
    expect(await problemOf(openKeyFile(" ".repeat(5_000) + keyFile(), passphrase))).toBe("no-key-file");
  });

  it("is bound to the public key it names", async () => {
    const other = JSON.parse(keyFile("other-key.json")) as { publicKey: string };
    const swapped = JSON.stringify({ ...(JSON.parse(keyFile()) as object), publicKey: other.publicKey });
    expect(await problemOf(openKeyFile(swapped, passphrase))).toBe("wrong-passphrase");
  });
});

describe("a part", () => {
  it("tells its ending", async () => {
    expect((await openPart(part(1))).ending).toBe("closed-off");
    expect((await openPart(part(2))).ending).toBe("whole");
    expect((await openPart(part(2).slice(0, -trailerLength))).ending).toBe("none");
  });

  it("opens for its recipients only", async () => {
    const other = await openKeyFile(keyFile("other-key.json"), passphrase);
    expect(await problemOf(PartReader.open(sourceOf(part(1)), other))).toBe("wrong-key");
  });

  it("whose keys were destroyed is deleted", async () => {
    const shredded = part(1);
    for (const recipient of [40, 136]) shredded.fill(0, recipient + 16, recipient + 96);
    expect(await problemOf(openPart(shredded))).toBe("deleted");
  });

  it("is told from other files and versions", async () => {
    expect(await problemOf(openPart(new Uint8Array(0)))).toBe("foreign");
    expect(await problemOf(openPart(flipped(part(1), 3)))).toBe("foreign");
    expect(await problemOf(openPart(flipped(part(1), 9, 2)))).toBe("unknown-version");
    expect(await problemOf(openPart(part(1).slice(0, 20)))).toBe("truncated");
    expect(await problemOf(openPart(part(1).slice(0, 100)))).toBe("truncated");
  });

  it("is bound to every byte of its header", async () => {
    for (let at = 12; at < headerLength; at += 7) {
      const reader = await openPart(flipped(part(1), at)).catch((failure: ArchiveProblem) => failure.kind);
      if (reader instanceof PartReader) expect(await problemOf(reader.segment(0))).toBe("tampered");
      else expect(["tampered", "wrong-key"]).toContain(reader);
    }
  });

  it("has its segments in their places only", async () => {
    const swapped = part(2);
    const [second, third] = [headerLength + 4096, headerLength + 2 * 4096];
    swapped.copyWithin(third, second, third);
    const reader = await openPart(swapped);
    await reader.segment(1);
    expect(await problemOf(reader.segment(2))).toBe("tampered");
  });

  it("that claims to be whole must end with the segment sealed as the last", async () => {
    const whole = part(2);
    const short = whole.slice(0, -trailerLength - 4096);
    const trailer = whole.slice(-trailerLength);
    new DataView(trailer.buffer).setBigUint64(16, BigInt(short.length));
    const cut = await openPart(join(short, trailer));
    expect(cut.ending).toBe("whole");
    expect(await problemOf(cut.segment(cut.segments - 1))).toBe("tampered");
  });
});

describe("a recording", () => {
  it("is one timeline of all its parts", async () => {
    const recording = await open(part(1), part(2));
    expect(recording.damages).toEqual([]);
    expect(recording.unfinished).toBe(false);
    expect(recording.beginMillis).toBe(0);
    expect(recording.endMillis).toBeGreaterThanOrEqual(13_900);
    const frames = await framesFrom(recording, 0);
    for (const [number, track, least] of [
      [0, 1, 290],
      [0, 2, 58],
      [0, 4, 58],
      [0, 5, 30],
      [1, 4, 25],
      [1, 5, 10],
    ] as const) {
      const own = frames.filter((frame) => frame.part === number && frame.track === track);
      expect(own.length).toBeGreaterThanOrEqual(least);
      expect(own[0]?.key).toBe(true);
      expect(own.every((frame, at) => at === 0 || frame.timeMillis > (own[at - 1]?.timeMillis ?? 0))).toBe(true);
    }
  });

  it("can be read from any time on, from a key frame of every picture that is on", async () => {
    const recording = await open(part(1), part(2));
    const all = await framesFrom(recording, 0);
    for (let timeMillis = 0; timeMillis < 14_000; timeMillis += 350) {
      const frames = await framesFrom(recording, timeMillis);
      expect(frames.length).toBeLessThanOrEqual(all.length);
      for (const { part: number, number: track, participant, source, encrypted } of [0, 1].flatMap((each) => recording.timeline.tracks(each))) {
        const before = all.filter((frame) => frame.track === track && frame.part === number && frame.timeMillis <= timeMillis);
        const on = recording.timeline.source(participant, source, timeMillis).is === "on";
        const here = timeMillis < 6_000 ? 0 : timeMillis >= 8_000 ? 1 : null;
        if (before.length === 0 || !on || number !== here || encrypted) continue;
        const key = frames.find((frame) => frame.part === number && frame.track === track && frame.key);
        expect(key?.timeMillis, `${timeMillis}: ${participant} ${source}`).toBeLessThanOrEqual(timeMillis);
      }
      expect(frames[0]?.timeMillis).toBeGreaterThan(timeMillis - 4_500);
    }
  });

  it("plays what is there of a part without an end", async () => {
    const recording = await open(part(1).slice(0, 30_000));
    expect(recording.unfinished).toBe(true);
    expect(recording.damages).toEqual([]);
    expect(recording.endMillis).toBeGreaterThan(3_000);
    expect(recording.endMillis).toBeLessThan(4_500);
  });

  it("goes on behind damage with the next part, and says where it is", async () => {
    const damaged = flipped(part(1), 25_000);
    const recording = await open(damaged, part(2));
    expect(recording.damages).toHaveLength(1);
    expect(recording.damages[0]).toMatchObject({ kind: "tampered" });
    expect(recording.damages[0]?.timeMillis).toBeGreaterThan(2_000);
    expect(recording.endMillis).toBeGreaterThan(13_000);
    const frames = await framesFrom(recording, 0);
    expect(frames.some((frame) => frame.part === 0)).toBe(true);
    expect(frames.at(-1)?.timeMillis).toBeGreaterThan(13_000);
  });

  it("stops with a problem that is not its own, and goes on after it", async () => {
    const bytes = part(2);
    let reachable = true;
    const source = {
      length: bytes.length,
      read: (from: number, length: number) =>
        reachable || from < 20_000 || from > bytes.length - 100
          ? Promise.resolve(bytes.slice(from, from + length))
          : Promise.reject(new ArchiveProblem("unreachable")),
    };
    const recording = await Recording.open([source], await recordsKey());
    reachable = false;
    expect(await problemOf(recording.lookThrough(goesOn))).toBe("unreachable");
    expect(await problemOf(framesFrom(recording, 13_000))).toBe("unreachable");
    reachable = true;
    await recording.lookThrough(goesOn);
    expect(recording.damages).toEqual([]);
    expect(recording.endMillis).toBeGreaterThan(13_900);
  });
});
