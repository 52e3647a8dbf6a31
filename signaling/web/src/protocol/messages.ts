// SPDX-License-Identifier: Apache-2.0
import { type Decoded, type Decoder, count, flag, instant, list, object, oneOf, optional, text } from "./fields";

/** What one participant sends; a transceiver carries exactly one of them. */
export const source = oneOf("microphone", "camera", "screen");
export type Source = Decoded<typeof source>;

/** What of a consultation is recorded. */
const content = oneOf("audioAndVideo", "audio");
export type Content = Decoded<typeof content>;

/** What somebody says to being recorded. */
const consent = oneOf("needed", "given", "refused", "withdrawn");
export type Consent = Decoded<typeof consent>;

/** What people are asked; the version names exactly these words. */
const question = object({ version: text, text });
export type Question = Decoded<typeof question>;

/** What is to be recorded of a consultation, and what somebody who waits for it says to that. */
const plan = object({ content: optional(content), consent: optional(consent) });

const waiter = object({ participant: text, consultation: text, name: text, since: instant, recording: optional(plan) });
const consultation = object({ consultation: text, since: instant, people: list(text) });
const person = object({
  participant: text,
  name: text,
  role: oneOf("pharmacist", "patient", "guest", "interpreter"),
  state: oneOf("connecting", "connected", "reconnecting"),
  microphone: flag,
  camera: flag,
  screen: flag,
  slow: flag,
});
const assignment = object({ mid: text, participant: text, source });

const recording = object({
  state: oneOf("off", "asking", "on", "paused", "trouble"),
  content: optional(content),
  you: optional(consent),
  question: optional(question),
  missing: optional(list(object({ participant: text, consent }))),
  trouble: optional(oneOf("full", "gone", "slow", "noMedia", "unreachable")),
});
const asked = object({ consultation: text, content, question });

/** Whether the consultation is recorded, and what we have said to it; null where recording is not set up. */
export type Recording = Decoded<typeof recording>;
/** What staff have to answer before they enter. */
export type Asked = Decoded<typeof asked>;
/** Somebody in the waiting room, as staff see them. */
export type Waiter = Decoded<typeof waiter>;
/** A consultation that is going on, as staff see it. */
export type Consultation = Decoded<typeof consultation>;
/** One participant of the consultation, oneself included. */
export type Person = Decoded<typeof person>;
/** Which of our receiving transceivers shows whom. */
export type Assignment = Decoded<typeof assignment>;

/** Server → client, by type. */
export const serverMessages = {
  welcome: object({ role: oneOf("staff", "visitor"), name: text }),
  queue: object({ waiting: list(waiter), consultations: list(consultation) }),
  waiting: object({ since: instant }),
  admitted: object({ participant: text }),
  entered: object({ participant: text, consultation: text }),
  declined: object({}),
  removed: object({}),
  ended: object({}),
  answer: object({ sdp: text }),
  roster: object({ people: list(person) }),
  slots: object({ slots: list(assignment) }),
  layers: object({ source, highest: count }),
  speaker: object({ participant: optional(text) }),
  quality: object({ paused: list(text), reduced: list(text) }),
  recording,
  asked,
  error: object({ code: text, message: text }),
  pong: object({}),
} as const satisfies Readonly<Record<string, Decoder<object>>>;

type ServerMessages = typeof serverMessages;
export type ServerMessageType = keyof ServerMessages;
export type ServerMessage = {
  [T in ServerMessageType]: { readonly type: T } & Decoded<ServerMessages[T]>;
}[ServerMessageType];

/** A pair of receiving transceivers that the server fills with one participant, or the one for a shared screen. */
export interface OfferedSlot {
  readonly audio?: string;
  readonly video: string;
  readonly screen?: true;
}

/** Which sources are switched on, and whether the connection is too slow for the camera's picture just now. */
export type Sending = Readonly<Record<Source, boolean>> & { readonly slow: boolean };

/** An answer to a question, and to which. */
export interface ConsentAnswer {
  readonly answer: Exclude<Consent, "needed">;
  readonly version: string;
}

/** Client → server. */
export type ClientMessage =
  | { readonly type: "enter"; readonly consultation: string; readonly consent?: ConsentAnswer }
  | { readonly type: "admit"; readonly participant: string; readonly consent?: ConsentAnswer }
  | { readonly type: "decline" | "remove"; readonly participant: string }
  | {
      readonly type: "offer";
      readonly sdp: string;
      readonly sources: Readonly<Record<string, Source>>;
      readonly slots: readonly OfferedSlot[];
    }
  | { readonly type: "restart"; readonly sdp: string }
  | ({ readonly type: "sources" } & Sending)
  | { readonly type: "record"; readonly consultation?: string; readonly on: boolean; readonly content?: Content }
  | ({ readonly type: "consent" } & ConsentAnswer)
  | { readonly type: "leave" }
  | { readonly type: "ping" };
