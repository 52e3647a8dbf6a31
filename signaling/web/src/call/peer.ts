// SPDX-License-Identifier: Apache-2.0
import { noteClosed, noteLocalDescription, noteOpened } from "../diagnostics";
import type { ClientMessage, Source } from "../protocol/messages";
import { preferOurCodecs } from "./codecs";
import { layersOf, rids } from "./layers";
import { type Look, lookAt } from "./look";
import type { SlotMids } from "./slots";

export type Tracks = Readonly<Record<Source, MediaStreamTrack | null>>;
export type Offer = Extract<ClientMessage, { readonly type: "offer" }>;

/** Where the media of one slot arrives; the tracks exist from the start and carry nothing until the slot is filled. */
export interface SlotTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack;
}

/**
 * Faces, lips and labels matter more here than smooth motion: under pressure send fewer pictures rather than smaller ones.
 * Browsers that know nothing of it go by their own mind.
 */
const sharpness = "maintain-resolution";

/** With members that not every browser knows; those that do not pass them over. */
interface Encoding extends RTCRtpEncodingParameters {
  /** On a slow path longer packets, hence fewer headers, and fewer bits of sound. */
  adaptivePtime?: boolean;
  readonly scalabilityMode?: string;
}

/** How much of the camera is encoded, and with what in mind; see {@link Uplink}. */
export interface Effort {
  readonly highest: number;
  readonly asks: boolean;
  readonly rests: boolean;
}

interface Slot {
  readonly audio: RTCRtpTransceiver | null;
  readonly video: RTCRtpTransceiver;
}

const sources: readonly Source[] = ["microphone", "camera", "screen"];
const slotPairs = 7;
const screenBitsPerSecond = 2_500_000;
const modestBitsPerSecond = 20_000;
/** Without it libwebrtc makes layers of one stream, not streams, of the encodings of VP9 and AV1. All its codecs know this one. */
const scalabilityMode = "L1T3";

/**
 * One RTCPeerConnection with its one offer: three sending transceivers and the slots. Only its path is ever negotiated
 * again; when that fails for good, it is closed and another takes its place. Making one and writing its offer takes a browser a
 * tenth of a second, so it may be made ahead of its call: it opens no socket and sends nothing until {@link offer}. The
 * server is ICE-lite: it learns our addresses from the checks, so the offer goes out without waiting for candidates.
 */
export class Peer {
  readonly slots: readonly SlotTracks[];
  readonly #connection: RTCPeerConnection;
  readonly #senders: Readonly<Record<Source, RTCRtpTransceiver>>;
  readonly #slots: readonly Slot[];
  readonly #description: Promise<RTCSessionDescriptionInit>;
  /** Of the camera: what it is sent in, and which of that is wanted. */
  #layers = layersOf(960, 540);
  #highest = Number.POSITIVE_INFINITY;
  #asking = false;
  /** Of the microphone: whether it is to take less, and does. */
  #modest = false;
  #wasModest = false;
  #shaping = false;
  #shaped = true;

  constructor(onState: (state: RTCPeerConnectionState) => void) {
    this.#connection = new RTCPeerConnection({ bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
    this.#connection.onconnectionstatechange = () => onState(this.#connection.connectionState);
    // The same stream for voice and picture keeps them in step with each other.
    const oneself = new MediaStream();
    this.#senders = {
      microphone: this.#sending("audio", oneself, [{}]),
      camera: this.#sending("video", oneself, rids.map((rid, layer) => ({ rid, scalabilityMode, ...this.#layers[layer] }))),
      screen: this.#sending("video", new MediaStream(), [{ maxBitrate: screenBitsPerSecond }]),
    };
    void this.#shape();
    void preferSharpness(this.#senders.screen.sender);
    const pairs = Array.from({ length: slotPairs }, () => ({
      audio: this.#receiving("audio"),
      video: this.#receiving("video"),
    }));
    this.#slots = [...pairs, { audio: null, video: this.#receiving("video") }];
    this.slots = this.#slots.map(({ audio, video }) => ({
      audio: audio === null ? null : audio.receiver.track,
      video: video.receiver.track,
    }));
    this.#description = this.#connection.createOffer();
    // Whoever offers hears of it.
    this.#description.catch(() => undefined);
  }

  /** To be called once: from here on the connection is in use, and sends these tracks as soon as it is up. */
  async offer(tracks: Tracks): Promise<{ readonly message: Offer; readonly mids: readonly SlotMids[] }> {
    noteOpened(this.#connection);
    for (const source of sources) if (tracks[source] !== null) void this.send(source, tracks[source]).catch(() => undefined);
    const description = await this.#description;
    noteLocalDescription();
    await this.#connection.setLocalDescription(description);
    const mids = this.#slots.map(({ audio, video }) => ({
      audio: audio === null ? null : midOf(audio),
      video: midOf(video),
      screen: audio === null,
    }));
    const message: Offer = {
      type: "offer",
      sdp: description.sdp ?? "",
      sources: {
        [midOf(this.#senders.microphone)]: "microphone",
        [midOf(this.#senders.camera)]: "camera",
        [midOf(this.#senders.screen)]: "screen",
      },
      slots: mids.map(({ audio, video }) => (audio === null ? { video, screen: true } : { audio, video })),
    };
    return { message, mids };
  }

  /** An offer that has the path looked for anew, from the addresses we have now; all else stays as it is. */
  async restart(): Promise<string> {
    const description = await this.#connection.createOffer({ iceRestart: true });
    noteLocalDescription();
    await this.#connection.setLocalDescription(description);
    return description.sdp ?? "";
  }

  /** How it fares, as the browser's statistics have it. */
  async look(): Promise<Look> {
    const { camera, screen } = this.#senders;
    const layers = camera.sender.track === null ? [] : this.#layers;
    const encoded = Math.min(this.#highest + 1, layers.length);
    return lookAt(await this.#connection.getStats(), { layers, encoded, screen: screen.sender.track !== null });
  }

  async answer(sdp: string): Promise<void> {
    await this.#connection.setRemoteDescription({ type: "answer", sdp });
  }

  /** Sends another track, or nothing, in place of the one before; needs no negotiation. */
  async send(source: Source, track: MediaStreamTrack | null): Promise<void> {
    if (source === "camera" && track !== null) {
      const { width = 960, height = 540 } = track.getSettings();
      this.#layers = layersOf(width, height);
      // Not waited for: the track must not come after another that was sent meanwhile.
      void this.#shape();
    }
    await this.#senders[source].sender.replaceTrack(track);
  }

  /**
   * Encodes the streams of the camera up to the highest, counted from the lowest, and no higher ones; with -1 none. While it
   * asks, the highest of them may take what the next would: a browser that is allowed more finds out whether it could send
   * it, and pads a few packets to do so. While the picture rests, the sound takes little enough for it to find out soon.
   */
  async encode({ highest, asks, rests }: Effort): Promise<void> {
    this.#highest = highest;
    this.#asking = asks;
    this.#modest = rests;
    await this.#shape();
  }

  /** One change at a time: browsers refuse a second one before the first is done. */
  async #shape(): Promise<void> {
    this.#shaped = false;
    if (this.#shaping) return;
    this.#shaping = true;
    while (!this.#shaped) {
      this.#shaped = true;
      // A connection that is closed meanwhile refuses it.
      await this.#applyLayers().catch(() => undefined);
      await this.#applyModesty().catch(() => undefined);
    }
    this.#shaping = false;
  }

  async #applyLayers(): Promise<void> {
    const { sender } = this.#senders.camera;
    const parameters = sender.getParameters();
    parameters.degradationPreference = sharpness;
    for (const [index, encoding] of parameters.encodings.entries()) {
      const layer = this.#layers[index];
      encoding.active = layer !== undefined && index <= this.#highest;
      Object.assign(encoding, layer);
      const next = this.#layers[index + 1];
      if (this.#asking && index === this.#highest && next !== undefined) encoding.maxBitrate = 2 * next.maxBitrate;
    }
    await sender.setParameters(parameters);
  }

  async #applyModesty(): Promise<void> {
    if (this.#modest === this.#wasModest) return;
    this.#wasModest = this.#modest;
    const { sender } = this.#senders.microphone;
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings as Encoding[]) {
      // Only there: some receivers take no packets of more than 20 ms.
      encoding.adaptivePtime = this.#modest;
      if (this.#modest) encoding.maxBitrate = modestBitsPerSecond;
      else delete encoding.maxBitrate;
    }
    await sender.setParameters(parameters);
  }

  close(): void {
    this.#connection.onconnectionstatechange = null;
    this.#connection.close();
    noteClosed(this.#connection);
  }

  #sending(kind: "audio" | "video", stream: MediaStream, encodings: Encoding[]): RTCRtpTransceiver {
    const transceiver = this.#connection.addTransceiver(kind, {
      direction: "sendonly",
      streams: [stream],
      sendEncodings: encodings,
    });
    preferOurCodecs(transceiver, kind, "sending");
    return transceiver;
  }

  #receiving(kind: "audio" | "video"): RTCRtpTransceiver {
    const transceiver = this.#connection.addTransceiver(kind, { direction: "recvonly" });
    preferOurCodecs(transceiver, kind, "receiving");
    return transceiver;
  }
}

async function preferSharpness(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  parameters.degradationPreference = sharpness;
  await sender.setParameters(parameters).catch(() => undefined);
}

function midOf(transceiver: RTCRtpTransceiver): string {
  if (transceiver.mid === null) throw new Error("A transceiver has no mid although the offer is set");
  return transceiver.mid;
}
