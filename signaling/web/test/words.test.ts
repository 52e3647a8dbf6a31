// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { troubleOf } from "../src/media/devices";
import { percentOf } from "../src/media/level";
import { minutesSince } from "../src/time";

describe("loudness", () => {
  it.each([
    [0, 0],
    [0.0001, 0],
    [0.001, 0],
    [0.0316, 50],
    [1, 100],
    [2, 100],
  ])("of %d is %d %%", (rootMeanSquare, percent) => {
    expect(percentOf(rootMeanSquare)).toBe(percent);
  });
});

describe("minutes since", () => {
  it("counts whole minutes, and never back", () => {
    expect(minutesSince(0, 59_999)).toBe(0);
    expect(minutesSince(0, 60_000)).toBe(1);
    expect(minutesSince(60_000, 0)).toBe(0);
  });
});

describe("device trouble", () => {
  it.each([
    ["NotAllowedError", "denied"],
    ["SecurityError", "denied"],
    ["NotFoundError", "missing"],
    ["OverconstrainedError", "missing"],
    ["NotReadableError", "busy"],
    ["AbortError", "busy"],
  ])("%s is %s", (name, trouble) => {
    expect(troubleOf(new DOMException("", name))).toBe(trouble);
  });
});
