// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import type { Bytes } from "../src/archive/bytes";
import { openKeyFile, type RecordsKey } from "../src/archive/keyfile";
import { type Frame, Recording } from "../src/archive/recording";
import { sourceOf } from "../src/archive/source";

/** The recording that the recorder's PlaybackFixture made. */
const folder = new URL("recording/", import.meta.url);
export const passphrase = "a passphrase för the tests";

export function keyFile(name = "key.json"): string {
  return readFileSync(new URL(name, folder), "utf8");
}

export function part(number: 1 | 2): Bytes {
  return Uint8Array.from(readFileSync(new URL(`0b1e0000-0000-4000-8000-000000000001.000${number}.apo`, folder)));
}

let opened: Promise<RecordsKey> | null = null;

/** Opened once, because that takes its time. */
export function recordsKey(): Promise<RecordsKey> {
  opened ??= openKeyFile(keyFile(), passphrase);
  return opened;
}

export const goesOn = new AbortController().signal;

export async function open(...parts: readonly Bytes[]): Promise<Recording> {
  const recording = await Recording.open(parts.map(sourceOf), await recordsKey());
  await recording.lookThrough(goesOn);
  return recording;
}

export async function framesFrom(recording: Recording, timeMillis: number): Promise<Frame[]> {
  const all: Frame[] = [];
  for await (const frames of recording.frames(timeMillis, goesOn)) all.push(...frames);
  return all;
}
