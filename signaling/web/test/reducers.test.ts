// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { type DeskEvent, newDesk, reduceDesk } from "../src/state/desk";
import { newVisit, reduceVisit, type VisitEvent } from "../src/state/visit";
import { somebody } from "./people";

const visit = (...events: readonly VisitEvent[]) => events.reduce(reduceVisit, newVisit);
const desk = (...events: readonly DeskEvent[]) => events.reduce(reduceDesk, newDesk);

const invited = { type: "invited", pharmacy: "Riverside", name: "Émile" } as const;
const waiting: VisitEvent = { type: "waiting", since: 5 };
const admitted: VisitEvent = { type: "admitted", participant: "me" };
const roster = { type: "roster", people: [somebody("ada")] } as const;

const question = { version: "v", text: "May we?" };
const recording = {
  type: "recording",
  state: "asking",
  content: "audio",
  you: "needed",
  question,
  missing: null,
  trouble: null,
} as const;

describe("a visit", () => {
  it("goes from the link over the waiting room into the call", () => {
    expect(visit(invited)).toMatchObject({ phase: "welcome", name: "Émile", busy: false });
    expect(visit({ ...invited, name: null })).toMatchObject({ phase: "welcome", name: null });
    expect(visit(invited, { type: "checking-in" })).toMatchObject({ phase: "welcome", busy: true });
    expect(visit(invited, { type: "checking-in" }, waiting)).toEqual({
      phase: "waiting",
      since: 5,
      online: true,
      recording: null,
    });
    expect(visit(invited, waiting, admitted)).toMatchObject({ phase: "call", call: { participant: "me", people: [] } });
  });

  it("says what kept one from checking in, and lets one try again", () => {
    const state = visit(invited, { type: "checking-in" }, { type: "not-checked-in", problem: "later" });
    expect(state).toMatchObject({ phase: "welcome", busy: false, problem: "later" });
  });

  it("keeps the call when the same participant is admitted again after a lost WebSocket", () => {
    const state = visit(waiting, admitted, roster, { type: "online", online: false }, admitted);
    expect(state).toMatchObject({ phase: "call", online: true, call: { people: roster.people } });
  });

  it("starts over when admitted as somebody else", () => {
    const state = visit(waiting, admitted, roster, { type: "admitted", participant: "another" });
    expect(state).toMatchObject({ phase: "call", call: { participant: "another", people: [] } });
  });

  it("asks in the waiting room, and shows the recording in the call", () => {
    expect(visit(waiting, recording)).toMatchObject({ phase: "waiting", recording: { you: "needed" } });
    expect(visit(waiting, recording, admitted)).toMatchObject({ phase: "call", call: { recording: null } });
    expect(visit(waiting, admitted, recording)).toMatchObject({ call: { recording: { state: "asking" } } });
    expect(visit(invited, recording)).toEqual(visit(invited));
  });

  it.each(["left", "declined", "removed", "ended"] as const)("ends as %s, and late messages change nothing", (how) => {
    expect(visit(waiting, admitted, { type: "gone", how }, roster, { type: "online", online: true })).toEqual({
      phase: "gone",
      how,
    });
  });

  it("shows nothing of a consultation before being admitted", () => {
    expect(visit(waiting, roster)).toEqual(visit(waiting));
  });
});

const signedIn: DeskEvent = { type: "signed-in", name: "Ada" };
const entered: DeskEvent = { type: "entered", participant: "me", consultation: "c" };

describe("the desk", () => {
  it("asks to sign in, and says why it did not work", () => {
    expect(desk({ type: "signed-out", problem: null }, { type: "signing-in" })).toMatchObject({ busy: true });
    expect(desk({ type: "signed-out", problem: "wrong" })).toEqual({ phase: "sign-in", busy: false, problem: "wrong" });
  });

  it("goes from the counter into a call and back, keeping the queue", () => {
    const queue: DeskEvent = { type: "queue", waiting: [], consultations: [] };
    expect(desk(signedIn, queue, { type: "entering" })).toMatchObject({ entering: true, call: null });
    const inCall = desk(signedIn, queue, { type: "entering" }, entered);
    expect(inCall).toMatchObject({ entering: false, call: { consultation: "c" }, queue: { waiting: [] } });
    expect(reduceDesk(inCall, { type: "out", notice: "ended" })).toMatchObject({
      call: null,
      notice: "ended",
      queue: { waiting: [] },
    });
  });

  it("keeps the call when the same participant enters again after a lost WebSocket", () => {
    const state = desk(signedIn, entered, roster, { type: "entering" }, entered);
    expect(state).toMatchObject({ call: { people: roster.people } });
  });

  it("keeps what our connection leaves out and makes smaller", () => {
    const state = desk(signedIn, entered, { type: "quality", paused: ["3"], reduced: ["5"] });
    expect(state).toMatchObject({ call: { paused: ["3"], reduced: ["5"] } });
    expect(desk(signedIn, entered)).toMatchObject({ call: { paused: [], reduced: [] } });
  });

  it("asks before entering, until one is in or stays out", () => {
    const asked = { type: "asked", consultation: "c", content: "audio", question } as const;
    expect(desk(signedIn, { type: "entering" }, asked)).toMatchObject({ entering: false, asked: { question } });
    expect(desk(signedIn, asked, { type: "entering" })).toMatchObject({ entering: true, asked: null });
    expect(desk(signedIn, asked, entered)).toMatchObject({ asked: null, call: { consultation: "c" } });
    expect(desk(signedIn, asked, { type: "out", notice: "left" })).toMatchObject({ asked: null });
    expect(desk(signedIn, entered, recording)).toMatchObject({ call: { recording: { you: "needed" } } });
  });

  it("follows the media path and the speaker in the call only", () => {
    expect(desk(signedIn, { type: "path", path: "connected" })).toMatchObject({ call: null });
    const state = desk(signedIn, entered, { type: "path", path: "connected" }, { type: "speaker", participant: "ada" });
    expect(state).toMatchObject({ call: { path: "connected", speaker: "ada" } });
  });

  it("takes no messages while signed out", () => {
    const signedOut = desk({ type: "signed-out", problem: null });
    expect(reduceDesk(signedOut, entered)).toBe(signedOut);
  });
});
