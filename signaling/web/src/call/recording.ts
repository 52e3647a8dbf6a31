// SPDX-License-Identifier: Apache-2.0
import type { Consent, Question, Recording } from "../protocol/messages";
import { text } from "../text";

/** A question that is asked, and what one has said to it. */
export interface Asking {
  readonly question: Question;
  readonly you: Consent;
}

export function askingOf(recording: Recording | null): Asking | null {
  if (recording === null || recording.question === null || recording.you === null) return null;
  return { question: recording.question, you: recording.you };
}

/** How a recording is, in a few words that stay in view; null while there is none and none is asked for. */
export function recordingWords(recording: Recording | null): string | null {
  if (recording === null || recording.state === "off") return null;
  if (recording.state === "on" && recording.content === "audio") return text.recording.onAudio;
  return text.recording[recording.state];
}

/** What is read out when a recording changes; empty where there is nothing new to tell. */
export function recordingNews(before: Recording | null, now: Recording | null): string {
  return [
    answerNews(askingOf(before), askingOf(now)),
    stateNews(before?.state ?? "off", now?.state ?? "off"),
    hasCaughtUp(before, now) ? text.recording.news.caughtUp : "",
  ]
    .filter((words) => words !== "")
    .join(" ");
}

/** Staff had been told that the disk does not keep up. */
function hasCaughtUp(before: Recording | null, now: Recording | null): boolean {
  return before?.state === "on" && before.trouble !== null && now?.state === "on" && now.trouble === null;
}

function answerNews(before: Asking | null, now: Asking | null): string {
  if (now === null) return "";
  if (before?.you === now.you && before.question.version === now.question.version) return "";
  if (now.you === "needed") return text.recording.asked;
  return before === null ? "" : text.recording.you[now.you];
}

function stateNews(was: Recording["state"], is: Recording["state"]): string {
  if (was === is) return "";
  switch (is) {
    case "off":
      return text.recording.news.off;
    case "asking":
      return was === "off" ? "" : text.recording.news.paused;
    case "on":
      return was === "paused" || was === "trouble" ? text.recording.news.again : text.recording.news.on;
    case "paused":
      return was === "on" || was === "trouble" ? text.recording.news.paused : text.recording.news.notAgreed;
    case "trouble":
      return text.recording.news.trouble;
  }
}
