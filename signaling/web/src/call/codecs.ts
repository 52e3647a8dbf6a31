// SPDX-License-Identifier: Apache-2.0

export type Kind = "audio" | "video";
export type Way = "sending" | "receiving";

/** What we send and show: MIME types in small letters, each with the parameters that tell its profiles apart. */
const wanted: Readonly<Record<Kind, ReadonlyMap<string, Readonly<Record<string, RegExp>>>>> = {
  audio: new Map([
    ["audio/opus", {}],
    ["audio/red", {}],
  ]),
  video: new Map<string, Readonly<Record<string, RegExp>>>([
    ["video/vp8", {}],
    ["video/vp9", { "profile-id": /^0?$/u }],
    // Constrained baseline is the profile that all browsers share.
    ["video/h264", { "profile-level-id": /^42e0/iu, "packetization-mode": /^1$/u }],
    ["video/av1", { profile: /^0?$/u }],
    ["video/rtx", {}],
  ]),
};

/** What we take but don't send: the server repeats packets (RED) towards those who lose them, and wants each but once. */
const receivedOnly: ReadonlySet<string> = new Set(["audio/red"]);

/**
 * Offers Opus, with redundancy where we receive, and of each video codec the one profile that counts, with
 * retransmissions: half of what a browser would offer by itself. Which of them is sent is the server's choice.
 */
export function preferOurCodecs(transceiver: RTCRtpTransceiver, kind: Kind, way: Way): void {
  const codecs = (RTCRtpReceiver.getCapabilities(kind)?.codecs ?? []).filter((codec) => isOurs(kind, way, codec));
  // A browser that has none of them, or cannot be told, makes its own offer.
  if (codecs.length > 0 && "setCodecPreferences" in transceiver) transceiver.setCodecPreferences(codecs);
}

/** A missing parameter counts as empty. */
export function isOurs(kind: Kind, way: Way, codec: Pick<RTCRtpCodec, "mimeType" | "sdpFmtpLine">): boolean {
  const mimeType = codec.mimeType.toLowerCase();
  const profile = wanted[kind].get(mimeType);
  if (profile === undefined || (way === "sending" && receivedOnly.has(mimeType))) return false;
  const given = new Map(
    (codec.sdpFmtpLine ?? "").split(";").map((parameter) => {
      const [name = "", value = ""] = parameter.split("=");
      return [name.trim(), value.trim()];
    }),
  );
  return Object.entries(profile).every(([name, value]) => value.test(given.get(name) ?? ""));
}
