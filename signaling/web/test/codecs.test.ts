// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { isOurs } from "../src/call/codecs";

test.each([
  ["audio", "audio/opus", "minptime=10;useinbandfec=1", true],
  ["audio", "audio/PCMU", undefined, false],
  ["video", "video/VP8", undefined, true],
  ["video", "video/VP8", "max-fs=12288;max-fr=60", true],
  ["video", "video/VP9", "profile-id=0", true],
  ["video", "video/VP9", "max-fs=12288;max-fr=60", true],
  ["video", "video/VP9", "profile-id=2", false],
  ["video", "video/H264", "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f", true],
  ["video", "video/H264", "level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f", false],
  ["video", "video/H264", "profile-level-id=42e01f;level-asymmetry-allowed=1", false],
  ["video", "video/H264", "packetization-mode=1; profile-level-id=42001f", false],
  ["video", "video/AV1", "level-idx=5;profile=0;tier=0", true],
  ["video", "video/AV1", "profile=1", false],
  ["video", "video/rtx", undefined, true],
  ["video", "video/ulpfec", undefined, false],
] as const)("%s %s %s", (kind, mimeType, sdpFmtpLine, ours) => {
  expect(isOurs(kind, sdpFmtpLine === undefined ? { mimeType } : { mimeType, sdpFmtpLine })).toBe(ours);
});
