// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decode } from "../src/protocol/decode";
import { type ServerMessage, serverMessages } from "../src/protocol/messages";

const golden = join(import.meta.dirname, "../../src/test/resources/golden/server");

/** One of each type, as PROTOCOL.md words them; what the golden files must decode to is asserted below. */
const examples: readonly ServerMessage[] = [
  { type: "welcome", role: "staff", name: "Ada" },
  { type: "queue", waiting: [], consultations: [] },
  { type: "waiting", since: 0 },
  { type: "admitted", participant: "p" },
  { type: "entered", participant: "p", consultation: "c" },
  { type: "declined" },
  { type: "removed" },
  { type: "ended" },
  { type: "answer", sdp: "v=0" },
  { type: "roster", people: [] },
  { type: "slots", slots: [] },
  { type: "layers", source: "camera", highest: 1 },
  { type: "speaker", participant: null },
  { type: "quality", paused: ["6"], reduced: [] },
  {
    type: "recording",
    state: "paused",
    content: "audio",
    you: "given",
    question: { version: "v", text: "May we?" },
    missing: [{ participant: "p", consent: "refused" }],
    trouble: null,
  },
  { type: "asked", consultation: "c", content: "audioAndVideo", question: { version: "v", text: "May we?" } },
  { type: "error", code: "c", message: "m" },
  { type: "pong" },
];

describe("decode", () => {
  it.each(examples)("reads $type", (message) => {
    const wire = { ...message, ...("since" in message ? { since: "1970-01-01T00:00:00Z" } : {}) };
    expect(decode(JSON.stringify(wire))).toEqual({ kind: "message", message });
  });

  it("covers every type there is", () => {
    expect(examples.map((message) => message.type).sort()).toEqual(Object.keys(serverMessages).sort());
  });

  it("reads what the queue holds", () => {
    const waiting = { participant: "p", consultation: "c", name: "Émile", since: "2026-11-23T09:15:30.125Z" };
    const reading = decode(JSON.stringify({ type: "queue", waiting: [waiting], consultations: [] }));
    expect(reading).toEqual({
      kind: "message",
      message: {
        type: "queue",
        waiting: [{ ...waiting, recording: null, since: Date.UTC(2026, 10, 23, 9, 15, 30, 125) }],
        consultations: [],
      },
    });
  });

  it("leaves out fields it does not know", () => {
    expect(decode('{"type":"pong","extra":1}')).toEqual({ kind: "message", message: { type: "pong" } });
  });

  it("takes a missing and a null participant for nobody", () => {
    const nobody = { kind: "message", message: { type: "speaker", participant: null } };
    expect(decode('{"type":"speaker"}')).toEqual(nobody);
    expect(decode('{"type":"speaker","participant":null}')).toEqual(nobody);
  });

  it.each(['{"type":"newer"}', '{"type":"toString"}', '{"type":"__proto__"}'])("ignores the unknown %s", (frame) => {
    expect(decode(frame)).toEqual({ kind: "unknown" });
  });

  it.each([
    ["", "not JSON"],
    ["{", "not JSON"],
    ["null", "not an object"],
    ["[]", "not an object"],
    ["{}", "no type"],
    ['{"type":1}', "no type"],
    ['{"type":"answer"}', "answer.sdp: expected text"],
    ['{"type":"welcome","role":"root","name":"x"}', "welcome.role: expected staff or visitor"],
    ['{"type":"waiting","since":"soon"}', "waiting.since: expected an instant"],
    ['{"type":"layers","source":"camera","highest":-1}', "layers.highest: expected a count"],
    ['{"type":"layers","source":"camera","highest":"1"}', "layers.highest: expected a count"],
    ['{"type":"slots","slots":{}}', "slots.slots: expected a list"],
    ['{"type":"slots","slots":[{"mid":"1","participant":"p","source":"ear"}]}', "slots.slots[0].source: expected microphone or camera or screen"],
    ['{"type":"roster","people":[7]}', "roster.people[0]: expected an object"],
  ])("refuses %s", (frame, why) => {
    expect(decode(frame)).toEqual({ kind: "malformed", why });
  });

  it.runIf(existsSync(golden))("reads every golden message of the server", () => {
    const types = readdirSync(golden).map((file) => {
      const reading = decode(readFileSync(join(golden, file), "utf8"));
      expect(reading, file).toMatchObject({ kind: "message" });
      return reading.kind === "message" ? reading.message.type : file;
    });
    expect(types.sort()).toEqual(Object.keys(serverMessages).sort());
  });
});
