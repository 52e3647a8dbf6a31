// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { recordingNews, recordingWords } from "../src/call/recording";
import type { Recording } from "../src/protocol/messages";
import { text } from "../src/text";

const question = { version: "v", text: "May we?" };
const { news, you } = text.recording;

function recording(state: Recording["state"], answer: Recording["you"] = "given"): Recording {
  return { state, content: "audioAndVideo", you: answer, question, missing: null, trouble: null };
}

describe("the words of a recording", () => {
  it("say nothing while there is none", () => {
    expect(recordingWords(null)).toBeNull();
    expect(recordingWords(recording("off"))).toBeNull();
  });

  it("say what is recorded, and that it is not", () => {
    expect(recordingWords(recording("on"))).toBe(text.recording.on);
    expect(recordingWords({ ...recording("on"), content: "audio" })).toBe(text.recording.onAudio);
    expect(recordingWords(recording("trouble"))).toBe(text.recording.trouble);
  });
});

describe("what is read out", () => {
  it.each([
    ["off", "asking", ""],
    ["asking", "on", news.on],
    ["on", "on", ""],
    ["on", "paused", news.paused],
    ["on", "asking", news.paused],
    ["paused", "on", news.again],
    ["asking", "paused", news.notAgreed],
    ["on", "trouble", news.trouble],
    ["trouble", "on", news.again],
    ["on", "off", news.off],
  ] as const)("from %s to %s", (before, now, words) => {
    expect(recordingNews(recording(before), recording(now))).toBe(words);
  });

  it("tells staff that what waited for the disk is there", () => {
    const behind = { ...recording("on"), trouble: "slow" } as const;
    expect(recordingNews(recording("on"), behind)).toBe("");
    expect(recordingNews(behind, { ...behind, trouble: "full" })).toBe("");
    expect(recordingNews(behind, recording("on"))).toBe(news.caughtUp);
    expect(recordingNews(behind, { ...behind, state: "trouble" })).toBe(news.trouble);
  });

  it("tells a question, and one's own answer to it", () => {
    expect(recordingNews(null, recording("asking", "needed"))).toBe(text.recording.asked);
    expect(recordingNews(recording("asking", "needed"), recording("asking"))).toBe(you.given);
    expect(recordingNews(recording("on"), recording("paused", "withdrawn"))).toBe(`${you.withdrawn} ${news.paused}`);
  });

  it("asks again when the words have changed", () => {
    const anew = { ...recording("asking", "needed"), question: { version: "w", text: "May we now?" } };
    expect(recordingNews(recording("asking", "needed"), anew)).toBe(text.recording.asked);
  });

  it("does not repeat one's answer to somebody who is back", () => {
    expect(recordingNews(null, recording("on"))).toBe(news.on);
    expect(recordingNews(null, recording("off", null))).toBe("");
  });
});
