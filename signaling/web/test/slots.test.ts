// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { arrange, type SlotMids, unseen } from "../src/call/slots";
import { somebody } from "./people";

const mids: readonly SlotMids[] = [
  { audio: "3", video: "4", screen: false },
  { audio: "5", video: "6", screen: false },
  { audio: null, video: "17", screen: true },
];
const ada = somebody("ada");
const jun = somebody("jun");

describe("arrange", () => {
  it("shows nobody at first", () => {
    expect(arrange(mids, [], [ada])).toEqual([null, null, null]);
  });

  it("maps by mid, whatever the order", () => {
    const shown = arrange(
      mids,
      [
        { mid: "17", participant: "jun", source: "screen" },
        { mid: "6", participant: "jun", source: "camera" },
        { mid: "4", participant: "ada", source: "camera" },
      ],
      [ada, jun],
    );
    expect(shown).toEqual([
      { participant: "ada", source: "camera", person: ada },
      { participant: "jun", source: "camera", person: jun },
      { participant: "jun", source: "screen", person: jun },
    ]);
  });

  it("gives a tile to somebody who is only heard", () => {
    expect(arrange(mids, [{ mid: "3", participant: "ada", source: "microphone" }], [ada])[0]).toEqual({
      participant: "ada",
      source: "camera",
      person: ada,
    });
  });

  it("hides a slot again that shows nobody any more", () => {
    expect(arrange(mids, [{ mid: "6", participant: "jun", source: "camera" }], [ada, jun])[0]).toBeNull();
  });

  it("shows a slot whose owner the roster does not name yet", () => {
    expect(arrange(mids, [{ mid: "4", participant: "ada", source: "camera" }], [])[0]?.person).toBeNull();
  });

  it("ignores mids that are not ours", () => {
    expect(arrange(mids, [{ mid: "99", participant: "ada", source: "camera" }], [ada])).toEqual([null, null, null]);
  });
});

describe("unseen", () => {
  it("names those without a slot, but not oneself", () => {
    const shown = arrange(mids, [{ mid: "4", participant: "ada", source: "camera" }], [ada]);
    expect(unseen([ada, jun, somebody("me")], shown, "me")).toEqual([jun]);
  });

  it("does not count a shared screen as being seen", () => {
    const shown = arrange(mids, [{ mid: "17", participant: "jun", source: "screen" }], [jun]);
    expect(unseen([jun], shown, "me")).toEqual([jun]);
  });
});
