// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { decodable, videoConfig } from "../src/archive/codec";
import { position, spokenPosition } from "../src/archive/words";
import { framesFrom, open, part } from "./recordings";

describe("what a decoder is given", () => {
  it("of H.264 are start codes for lengths, and the profile that the stream tells", async () => {
    const recording = await open(part(1));
    const frame = (await framesFrom(recording, 0)).find((each) => each.track === 4 && each.key);
    if (frame === undefined) throw new Error("the recording has H.264");
    expect(videoConfig("H264", frame.bytes)?.codec).toMatch(/^avc1\.42[0-9a-f]{4}$/);
    const stream = decodable("H264", frame.bytes);
    expect(stream?.length).toBe(frame.bytes.length);
    expect([...(stream?.subarray(0, 5) ?? [])]).toEqual([0, 0, 0, 1, frame.bytes[4]]);
    expect(frame.bytes[3]).not.toBe(1);
  });

  it("of H.264 whose lengths are wrong is nothing", () => {
    for (const bytes of [[0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 9, 1], [0xff, 0xff, 0xff, 0xff, 1]]) {
      expect(decodable("H264", Uint8Array.from(bytes))).toBeNull();
      expect(videoConfig("H264", Uint8Array.from(bytes))).toBeNull();
    }
  });

  it("of others is what was recorded", () => {
    const frame = Uint8Array.of(1, 2, 3);
    for (const codec of ["VP8", "VP9", "AV1"] as const) {
      expect(decodable(codec, frame)).toBe(frame);
      expect(videoConfig(codec, frame)?.codec).toMatch(/^(vp8|vp09|av01)/);
    }
  });
});

describe("positions", () => {
  it("are written and said", () => {
    expect([0, 59_999, 60_000, 3_723_000].map(position)).toEqual(["0:00", "0:59", "1:00", "1:02:03"]);
    expect([0, 1_000, 62_000, 3_600_000].map(spokenPosition)).toEqual(["0 seconds", "1 second", "1 minute 2 seconds", "1 hour"]);
  });
});
