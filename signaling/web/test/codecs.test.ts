// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from "vitest";
import { isOurs, preferOurCodecs, type Way } from "../src/call/codecs";

test.each([
  ["audio", "audio/opus", "minptime=10;useinbandfec=1", true],
  ["audio", "audio/RED", "111/111", true],
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
  expect(isOurs(kind, "receiving", sdpFmtpLine === undefined ? { mimeType } : { mimeType, sdpFmtpLine })).toBe(ours);
});

test("redundant audio is taken but not sent", () => {
  expect(isOurs("audio", "receiving", { mimeType: "audio/red", sdpFmtpLine: "111/111" })).toBe(true);
  expect(isOurs("audio", "sending", { mimeType: "audio/red", sdpFmtpLine: "111/111" })).toBe(false);
  expect(isOurs("audio", "sending", { mimeType: "audio/opus" })).toBe(true);
  expect(isOurs("video", "sending", { mimeType: "video/VP8" })).toBe(true);
});

test("a sender offers Opus alone, a receiver Opus first", () => {
  const capabilities = ["opus", "red", "G722", "telephone-event"].map((name) => ({ mimeType: `audio/${name}`, clockRate: 48_000 }));
  vi.stubGlobal("RTCRtpReceiver", { getCapabilities: () => ({ codecs: capabilities, headerExtensions: [] }) });
  const offered = (way: Way): readonly string[] => {
    let chosen: readonly RTCRtpCodec[] = [];
    const setCodecPreferences = (codecs: readonly RTCRtpCodec[]): void => {
      chosen = codecs;
    };
    preferOurCodecs({ setCodecPreferences } as unknown as RTCRtpTransceiver, "audio", way);
    return chosen.map(({ mimeType }) => mimeType);
  };
  expect(offered("sending")).toEqual(["audio/opus"]);
  expect(offered("receiving")).toEqual(["audio/opus", "audio/red"]);
  vi.unstubAllGlobals();
});
