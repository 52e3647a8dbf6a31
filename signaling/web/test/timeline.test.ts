// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { decodeNote } from "../src/archive/notes";
import { lastNotAfter, PartIndex } from "../src/archive/index";
import { Timeline } from "../src/archive/timeline";
import { momentWords } from "../src/archive/words";
import { open, part } from "./recordings";

describe("the timeline of the recording", () => {
  it("tells who was there when", async () => {
    const { timeline } = await open(part(1), part(2));
    expect(timeline.epochMillis).toBe(1_793_000_000_000);
    expect(timeline.people.map(({ name, role }) => `${name}, ${role}`)).toEqual([
      "Ann Apotheker, PHARMACIST",
      "Ben Patient, PATIENT",
      "Cleo Guest, GUEST",
    ]);
    const present = (timeMillis: number) =>
      timeline.people.filter(({ id }) => timeline.present(id, timeMillis)).map(({ id }) => id);
    expect(present(1_000)).toEqual(["ann", "ben"]);
    expect(present(3_000)).toEqual(["ann", "ben", "cleo"]);
    expect(present(5_500)).toEqual(["ann", "ben"]);
    expect(present(14_050)).toEqual(["ann"]);
  });

  it("tells what everybody's sources did", async () => {
    const { timeline } = await open(part(1), part(2));
    expect(timeline.source("ben", "CAMERA", 9_000)).toEqual({ is: "on" });
    expect(timeline.source("ben", "CAMERA", 9_600)).toEqual({ is: "off", since: 9_500 });
    expect(timeline.source("ann", "MICROPHONE", 10_000)).toEqual({ is: "off", since: 9_500 });
    expect(timeline.source("ann", "MICROPHONE", 11_000)).toEqual({ is: "on" });
    expect(timeline.source("cleo", "MICROPHONE", 3_000)).toEqual({ is: "none" });
    expect(timeline.track(1, 5)).toMatchObject({ participant: "ben", source: "SCREEN", encrypted: true });
    expect(timeline.track(0, 5)).toMatchObject({ participant: "cleo", codec: "AV1", encrypted: false });
  });

  it("has moments to jump to, those who go on through an interruption not among them", async () => {
    const { timeline } = await open(part(1), part(2));
    expect(timeline.moments.map(({ kind, timeMillis }) => `${kind} ${Math.round(timeMillis / 100)}`)).toEqual([
      "joined 0",
      "joined 0",
      "joined 20",
      "missing 24",
      "left 50",
      "interrupted 60",
      "muted 95",
      "camera-off 95",
      "screen-on 100",
      "unmuted 105",
      "screen-on 110",
      "screen-off 125",
      "withdrew 130",
      "recording-paused 130",
      "left 140",
    ]);
    expect(timeline.hole(7_000)).toBe("interrupted");
    expect(timeline.hole(9_000)).toBeNull();
    expect(timeline.hole(13_500)).toBe("recording-paused");
  });
});

describe("a timeline", () => {
  it("counts whoever does not come back after an interruption as gone with it", () => {
    const timeline = new Timeline();
    timeline.add(0, { note: "joined", timeMillis: 0, participant: "a", name: "A" });
    timeline.add(0, { note: "joined", timeMillis: 0, participant: "b", name: "B" });
    timeline.nextPart(5_000, 9_000);
    timeline.add(1, { note: "joined", timeMillis: 9_010, participant: "a", name: "A" });
    expect(timeline.present("a", 7_000)).toBe(true);
    expect(timeline.present("b", 7_000)).toBe(false);
    timeline.add(1, { note: "joined", timeMillis: 20_000, participant: "b", name: "B" });
    expect(timeline.moments.map(({ kind }) => kind)).toEqual(["joined", "joined", "interrupted", "joined"]);
  });

  it("tells what people do, not what comes and goes with them or with the recording", () => {
    const timeline = new Timeline();
    const microphone = { participant: "a", source: "MICROPHONE" } as const;
    timeline.add(0, { note: "joined", timeMillis: 0, participant: "a", name: "A" });
    timeline.add(0, { note: "trackAdded", timeMillis: 1, number: 1, ...microphone, codec: "OPUS", encrypted: false });
    timeline.add(0, { note: "recordingPaused", timeMillis: 1_000, reason: "ASKING" });
    timeline.add(0, { note: "ended", timeMillis: 1_000, ...microphone });
    timeline.add(0, { note: "recordingResumed", timeMillis: 2_000 });
    timeline.add(0, { note: "resumed", timeMillis: 2_010, ...microphone });
    timeline.add(0, { note: "paused", timeMillis: 3_000, ...microphone });
    timeline.add(0, { note: "resumed", timeMillis: 4_000, ...microphone });
    timeline.add(0, { note: "recordingPaused", timeMillis: 5_000, reason: "STAFF" });
    expect(timeline.source("a", "MICROPHONE", 2_500)).toEqual({ is: "on" });
    expect(timeline.hole(1_500)).toBe("recording-paused");
    expect(timeline.hole(9_000)).toBe("recording-stopped");
    expect(timeline.moments.map((moment) => momentWords(moment, () => "Ann"))).toEqual([
      "Ann is there",
      "The recording is paused for 1 second",
      "Ann mutes the microphone",
      "Ann unmutes the microphone",
      "The pharmacy stops the recording",
    ]);
  });

  it("passes over notes it does not know, or that are none", () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(decodeNote(bytes('{"note":"clusterBegan","timeMillis":1,"position":2,"key":true}'))).toBeNull();
    expect(decodeNote(bytes('{"note":"left","timeMillis":-1,"participant":"a"}'))).toBeNull();
    expect(decodeNote(bytes('{"note":"constructor"}'))).toBeNull();
    expect(decodeNote(Uint8Array.of(0xff, 0xfe))).toBeNull();
    expect(decodeNote(bytes('{"note":"left","timeMillis":1,"participant":"a","more":1}'))).toEqual({
      note: "left",
      timeMillis: 1,
      participant: "a",
    });
  });

  it("finds places by halves as by looking at each", () => {
    for (let length = 0; length < 20; length++) {
      const all = Array.from({ length }, (_, at) => at * 3);
      for (let limit = -2; limit < 60; limit++) {
        expect(lastNotAfter(all, (one) => one, limit)).toBe(all.findLastIndex((one) => one <= limit));
      }
    }
  });
});

describe("where reading begins", () => {
  const index = new PartIndex();
  const frame = new Uint8Array(0);
  for (let second = 0; second < 100; second++) {
    const clusterPosition = second * 1_000;
    index.block({ track: 1, timeMillis: second * 1_000, key: true, frame, clusterPosition });
    index.block({ track: 2, timeMillis: second * 1_000 + 10, key: second % 20 === 0, frame, clusterPosition });
  }

  it("is a little ahead, so that decoders of sound are right in time", () => {
    expect(index.positionFor(50_500, [], 60_000)).toBe(50_000);
    expect(index.positionFor(50_100, [], 60_000)).toBe(49_000);
    expect(index.positionFor(0, [], 60_000)).toBe(0);
  });

  it("is the last key frame of the pictures, unless that is too long ago", () => {
    expect(index.positionFor(50_500, [2], 60_000)).toBe(40_000);
    expect(index.positionFor(40_005, [2], 60_000)).toBe(20_000);
    expect(index.positionFor(59_000, [2], 10_000)).toBe(58_000);
    expect(index.positionFor(50_500, [3], 60_000)).toBe(50_000);
  });
});
