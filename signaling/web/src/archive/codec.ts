// SPDX-License-Identifier: Apache-2.0
import { type Bytes, view } from "./bytes";
import type { Codec } from "./notes";

const sequenceParameters = 7;

/** What a browser's decoder is told of a track; null where its first key frame does not say. */
export function videoConfig(codec: Codec, keyFrame: Bytes): VideoDecoderConfig | null {
  const name = codecName(codec, keyFrame);
  return name === null ? null : { codec: name, optimizeForLatency: true };
}

function codecName(codec: Codec, keyFrame: Bytes): string | null {
  switch (codec) {
    case "VP8":
      return "vp8";
    case "VP9":
      return "vp09.00.41.08";
    case "AV1":
      return "av01.0.08M.08";
    case "H264":
      return avcName(keyFrame);
    case "OPUS":
      return null;
  }
}

/** Profile, constraints and level as the stream's own parameters have them. */
function avcName(keyFrame: Bytes): string | null {
  const set = units(keyFrame)?.find((unit) => ((unit[0] ?? 0) & 0x1f) === sequenceParameters);
  if (set === undefined || set.length < 4) return null;
  return `avc1.${Array.from(set.subarray(1, 4), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * A frame as decoders take it without a description: the archive has H.264's units with their lengths before them, which
 * become start codes. Null if the lengths are wrong.
 */
export function decodable(codec: Codec, frame: Bytes): Bytes | null {
  if (codec !== "H264") return frame;
  const all = units(frame);
  if (all === null) return null;
  const stream = frame.slice();
  for (const unit of all) stream.set([0, 0, 0, 1], unit.byteOffset - frame.byteOffset - 4);
  return stream;
}

function units(frame: Bytes): Bytes[] | null {
  const all: Bytes[] = [];
  for (let at = 0; at < frame.length; ) {
    if (at + 4 > frame.length) return null;
    const length = view(frame).getUint32(at);
    if (length === 0 || at + 4 + length > frame.length) return null;
    all.push(frame.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return all;
}
