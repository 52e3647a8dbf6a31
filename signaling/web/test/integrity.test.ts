// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Bytes } from "../src/archive/bytes";
import type { Digests } from "../src/archive/integrity";
import { Recording } from "../src/archive/recording";
import { Sha256 } from "../src/archive/sha256";
import { sourceOf } from "../src/archive/source";
import { goesOn, part, recordsKey } from "./recordings";

function digestOf(bytes: Bytes): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function headerOf(bytes: Bytes): Bytes {
  return bytes.slice(0, new DataView(bytes.buffer).getUint16(10));
}

describe("SHA-256 piece by piece", () => {
  it("is that of all at once, whatever the pieces", () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, at) => (at * 7 + (at >> 3)) & 0xff);
    for (let length = 0; length < 200; length++) {
      const sha = new Sha256();
      for (let at = 0; at < length; at += 1 + (length % 67)) sha.update(bytes.slice(at, Math.min(length, at + 1 + (length % 67))));
      expect(sha.digest(), `${length} bytes`).toBe(digestOf(bytes.slice(0, length)));
    }
  });

  it("is the standard's", () => {
    const sha = new Sha256();
    sha.update(new TextEncoder().encode("abc"));
    expect(sha.digest()).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

describe("a part's digest", () => {
  async function checked(bytes: Bytes, digests: Digests): Promise<Recording> {
    const recording = await Recording.open([sourceOf(bytes)], await recordsKey(), [digests]);
    expect(recording.integrity).toEqual(["checking"]);
    await recording.lookThrough(goesOn);
    return recording;
  }

  it("is that of the whole file, read to its end", async () => {
    const bytes = part(1);
    const digests = { header: digestOf(headerOf(bytes)), whole: digestOf(bytes) };
    expect((await checked(bytes, digests)).integrity).toEqual(["same"]);
  });

  it("finds another file that opens in its place", async () => {
    const other = { header: null, whole: digestOf(part(2)) };
    const recording = await checked(part(1), other);
    expect(recording.damages).toEqual([]);
    expect(recording.integrity).toEqual(["different"]);
  });

  it("finds a changed last byte, which no segment has", async () => {
    const bytes = part(2);
    const whole = digestOf(bytes);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect((await checked(bytes, { header: null, whole })).integrity).toEqual(["different"]);
  });

  it("goes by the header where no more was written down", async () => {
    const header = digestOf(headerOf(part(1)));
    expect((await checked(part(1), { header, whole: null })).integrity).toEqual(["same-beginning"]);
    expect((await checked(part(2), { header, whole: null })).integrity).toEqual(["different"]);
    expect((await checked(part(1), { header: null, whole: null })).integrity).toEqual(["unknown"]);
  });

  it("is taken to the end of what is damaged, too", async () => {
    const bytes = part(1);
    const whole = digestOf(bytes);
    bytes.fill(0, 9_000, 9_100);
    const recording = await checked(bytes, { header: null, whole });
    expect(recording.damages).toHaveLength(1);
    expect(recording.integrity).toEqual(["different"]);
  });
});
