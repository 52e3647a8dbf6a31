// SPDX-License-Identifier: Apache-2.0
import { text } from "../text";
import type { Trouble } from "./session";
import type { Moment } from "./timeline";

const problems: Readonly<Record<Trouble, string>> = {
  "no-key-file": "This file is not a records key. Please choose the private key’s file, which your records custodian has.",
  "wrong-passphrase": "The passphrase does not open this key file. Please check it and try again.",
  "wrong-key": "This recording was sealed for another records key. Please choose the key that was in use at that time.",
  foreign: "What the server has of this recording is not a recording. Please tell whoever runs the server.",
  "unknown-version": "This recording is from a newer version of Apotheca than this page. Please reload the page.",
  truncated: "This recording is cut off so early that nothing of it can be played.",
  tampered: "This recording is damaged or was changed, so it is not opened. Please tell whoever runs the server.",
  deleted: "This recording has been deleted. It can be opened by nobody any more.",
  "not-found": "The server does not have this recording’s files. Please tell whoever runs the server.",
  "signed-out": "Your session has ended. Please sign in again.",
  "too-many": "The server asks to wait, because so much was read. Please try again in a few minutes.",
  unreachable: "The server cannot be reached. Please check your connection and try again.",
  "no-decoders": "This browser cannot play recordings. Please use a current Firefox, Chrome or Edge.",
};

/** Every word of the pages that play recordings; those of all other pages are in text.ts, which is loaded with them. */
export const words = {
  problems,
  list: {
    title: "Recordings",
    lead: "Recordings are sealed. Playing one needs the records key’s file and its passphrase.",
    loading: "Loading…",
    none: "There are no recordings yet.",
    failed: "The recordings cannot be listed just now.",
    counter: "Back to the counter",
    more: "Show older ones",
    play: "Play",
    nobody: "Nobody’s name is known",
    soundOnly: "sound only",
    goesOn: "still being recorded",
    held: "kept by a legal hold",
    deleted: "deleted",
    lost: "nothing of it was found",
    about: (minutes: number) => (minutes < 1 ? "less than a minute" : minutes === 1 ? "1 minute" : `${minutes} minutes`),
    signedOutTitle: "Please sign in",
    signedOut: "Recordings are for pharmacy staff. Sign in, then come back to this page.",
    signIn: "Sign in",
  },
  key: {
    title: "Open the recording",
    lead: "The key file and the passphrase stay in this browser. They are used here to open the recording, are sent nowhere, and are forgotten when you close it.",
    file: "Key file",
    choose: "Choose the key file",
    chosen: (name: string) => `Chosen: ${name}`,
    fileMissing: "Please choose the key file.",
    passphrase: "Passphrase of the key",
    passphraseMissing: "Please enter the passphrase.",
    open: "Open",
    busy: "Opening… This takes a moment.",
    back: "Back to the list",
  },
  player: {
    title: (day: string) => `Recording of ${day}`,
    close: "Close the recording",
    play: "Play",
    pause: "Pause",
    back: "Back 10 seconds",
    forward: "Forward 10 seconds",
    speed: "Speed",
    times: (speed: number) => `${speed} ×`,
    position: "Position in the recording",
    at: (now: string, end: string) => `${now} of ${end}`,
    loading: "Loading…",
    ended: "This is the end of the recording.",
    looking: (percent: number) => `Looking through the recording: ${percent} %`,
    controls: "Playing",
    stage: "People in the recording",
    moments: "What happened",
    noMoments: "Nothing to tell yet.",
    muted: "Muted",
    noMicrophone: "No microphone",
    cameraOff: "Camera off",
    noPicture: "No picture here",
    heard: "Can be heard",
    away: "Not there",
    encrypted: "Encrypted end to end: this cannot be shown yet.",
    unsupported: "This browser cannot show this picture.",
    screenOf: (name: string) => `Screen of ${name}`,
    nothing: {
      interrupted: "The recording was interrupted here.",
      "recording-paused": "The recording was paused here.",
      "recording-stopped": "The recording was stopped here.",
    },
    unfinished: "The recording has no end: it is still going on, or was cut off. What is there is played.",
    damaged: (time: string) => `The recording is damaged from ${time} on. What is before it, and further parts, can be played.`,
    integrity: {
      same: "Checked to the end: this is what was recorded, unchanged.",
      "same-beginning": "It begins as it was recorded. The server has not written down how it ends, so the rest cannot be compared.",
      unknown: "The server has not written down what was recorded, so it cannot be compared.",
      different: "This is not the file that was recorded, although it opens. Please tell whoever runs the server.",
    },
    missingParts: (count: number) =>
      count === 1 ? "One part of the recording is missing." : `${count} parts of the recording are missing.`,
    roles: { PHARMACIST: text.roles.pharmacist, PATIENT: text.roles.patient, GUEST: text.roles.guest, INTERPRETER: text.roles.interpreter } as Readonly<
      Record<string, string>
    >,
  },
} as const;

/** A moment in a sentence. */
export function momentWords(moment: Moment, nameOf: (participant: string) => string): string {
  switch (moment.kind) {
    case "joined":
      return `${nameOf(moment.participant)} is there`;
    case "left":
      return `${nameOf(moment.participant)} leaves`;
    case "screen-on":
      return `${nameOf(moment.participant)} shares the screen`;
    case "screen-off":
      return `${nameOf(moment.participant)} ends sharing`;
    case "muted":
      return `${nameOf(moment.participant)} mutes the microphone`;
    case "unmuted":
      return `${nameOf(moment.participant)} unmutes the microphone`;
    case "camera-off":
      return `${nameOf(moment.participant)} turns the camera off`;
    case "camera-on":
      return `${nameOf(moment.participant)} turns the camera on`;
    case "withdrew":
      return `${nameOf(moment.participant)} withdraws the consent to be recorded`;
    case "missing":
      return `Something of ${nameOf(moment.participant)} is missing for ${seconds(moment.toMillis - moment.timeMillis)}`;
    case "interrupted":
      return moment.toMillis === null ? "The recording is cut off" : `Nothing was recorded for ${seconds(moment.toMillis - moment.timeMillis)}`;
    case "recording-paused":
      return moment.toMillis === null ? "The recording is paused" : `The recording is paused for ${seconds(moment.toMillis - moment.timeMillis)}`;
    case "recording-stopped":
      return moment.toMillis === null
        ? "The pharmacy stops the recording"
        : `The pharmacy stops the recording, for ${seconds(moment.toMillis - moment.timeMillis)}`;
  }
}

function seconds(millis: number): string {
  const whole = Math.max(1, Math.round(millis / 1_000));
  return whole < 90 ? (whole === 1 ? "1 second" : `${whole} seconds`) : `${Math.round(whole / 60)} minutes`;
}

/** A position as players write it: 4:05, or 1:04:05. */
export function position(millis: number): string {
  const all = Math.max(0, Math.floor(millis / 1_000));
  const two = (part: number) => part.toString().padStart(2, "0");
  const hours = Math.floor(all / 3_600);
  const minutes = Math.floor(all / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}

/** The same to be read out. */
export function spokenPosition(millis: number): string {
  const all = Math.max(0, Math.floor(millis / 1_000));
  const parts = [
    [Math.floor(all / 3_600), "hour"],
    [Math.floor(all / 60) % 60, "minute"],
    [all % 60, "second"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return said.length === 0 ? "0 seconds" : said.join(" ");
}

const day = new Intl.DateTimeFormat("en", { weekday: "short", day: "numeric", month: "long", year: "numeric" });

export function dayOf(millis: number): string {
  return day.format(millis);
}
