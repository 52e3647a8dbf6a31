// SPDX-License-Identifier: Apache-2.0
import { reconnectDelayMillis } from "../connection/backoff";
import type { LocalMedia } from "../media/local";
import type { ClientMessage, Sending, Source } from "../protocol/messages";
import type { CallEvent } from "../state/call";
import { Arrivals } from "./arrivals";
import { type Effort, Peer, type SlotTracks, type Tracks } from "./peer";
import { Uplink } from "./uplink";

/** How the driver makes its peer connections; tests bring their own. */
export type PeerMaker = (onState: (state: RTCPeerConnectionState) => void) => Pick<
  Peer,
  "slots" | "offer" | "restart" | "look" | "answer" | "send" | "encode" | "close"
>;

const sources: readonly Source[] = ["microphone", "camera", "screen"];
const answerWithinMillis = 8_000;
const connectWithinMillis = 10_000;
const recoverWithinMillis = 8_000;
const lookEveryMillis = 200;
const decideEveryMillis = 1_000;
/** A layer that nobody wants may be wanted again in a moment. */
const holdLayerMillis = 1_000;
/** What a new peer connection encodes. */
const everything: Effort = { highest: Number.POSITIVE_INFINITY, asks: false, rests: false };

/**
 * Keeps the media path of one consultation up: offers once, feeds our tracks in, restarts ICE when the path is lost or the
 * network changes, and when that does not help offers again with a new peer connection. A lost WebSocket alone leaves the peer connection as it is.
 */
export class CallDriver {
  #peer: ReturnType<PeerMaker> | null = null;
  #spare: ReturnType<PeerMaker> | null = null;
  #participant: string | null = null;
  #offer: "none" | "making" | "sent" | "unsent" | "answered" = "none";
  #restart: "none" | "making" | "sent" | "unsent" = "none";
  #everConnected = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setInterval> | undefined;
  #looking: ReturnType<PeerMaker> | null = null;
  #arrivals = new Arrivals();
  #uplink = new Uplink();
  #decidedMillis = 0;
  /** What the server keeps from us: two for a picture, one for a large one. */
  #limits = 0;
  #connected = false;
  #silent = false;
  #sent: Tracks = { microphone: null, camera: null, screen: null };
  #told = "";
  #layerTimer: ReturnType<typeof setTimeout> | undefined;
  /** The highest of the camera's streams that is wanted, and what comes of it. */
  #wanted = Number.POSITIVE_INFINITY;
  #effort = everything;
  readonly #media: LocalMedia;
  readonly #send: (message: ClientMessage) => boolean;
  readonly #dispatch: (event: CallEvent) => void;
  readonly #newPeer: PeerMaker;

  constructor(
    media: LocalMedia,
    send: (message: ClientMessage) => boolean,
    dispatch: (event: CallEvent) => void,
    newPeer: PeerMaker = (onState) => new Peer(onState),
  ) {
    this.#media = media;
    this.#send = send;
    this.#dispatch = dispatch;
    this.#newPeer = newPeer;
    media.store.subscribe(() => this.#follow());
  }

  /** Where the media arrives, in the order of the slots; empty without a call. */
  get slots(): readonly SlotTracks[] {
    return this.#peer?.slots ?? [];
  }

  /** A call may come: what takes time and needs nobody else is done now. */
  expect(): void {
    if (this.#peer === null) this.#spare ??= this.#make();
  }

  /**
   * The server lets this participant in, for the first time or again after the WebSocket was lost. The offer does not wait
   * for devices: their tracks can follow without negotiation.
   */
  async begin(participant: string): Promise<void> {
    const standing = this.#offer === "making" || this.#offer === "sent" || this.#offer === "answered";
    if (this.#participant === participant && standing) {
      this.#tell();
      if (this.#restart === "unsent") void this.#restartIce();
      return;
    }
    this.#participant = participant;
    void this.#media.prepare();
    await this.#start();
  }

  /** The WebSocket is lost: an offer that was not answered by now never will be. */
  lost(): void {
    if (this.#offer === "sent") this.#offer = "unsent";
    if (this.#restart === "sent") this.#restart = "unsent";
  }

  /** The browser has changed networks: the path we are on may lead nowhere from here. */
  moved(): void {
    this.#uplink.relieved();
    if (this.#everConnected) void this.#restartIce();
  }

  /** The server refused something; true when that was a restart, for which there is another way. */
  refused(code: string): boolean {
    const ours = this.#restart === "sent" && (code === "not-joined" || code === "restart-mismatch");
    if (ours) this.#failed();
    return ours;
  }

  async answer(sdp: string): Promise<void> {
    const peer = this.#peer;
    if (peer === null || (this.#offer !== "sent" && this.#restart !== "sent")) return;
    if (this.#offer === "sent") this.#later(connectWithinMillis, () => this.#failed());
    this.#offer = "answered";
    this.#restart = "none";
    try {
      await peer.answer(sdp);
    } catch {
      if (this.#peer === peer) this.#failed();
    }
  }

  /** Higher layers of a source are shown to nobody: they rest after a moment, and come back at once when they are wanted. */
  layers(source: Source, highest: number): void {
    if (source !== "camera") return;
    clearTimeout(this.#layerTimer);
    if (this.#peer === null) return;
    const want = (): void => {
      this.#wanted = highest;
      this.#encode();
    };
    if (highest >= this.#wanted) want();
    else this.#layerTimer = setTimeout(want, holdLayerMillis);
  }

  /** So many pictures the server keeps from us, or shows smaller. Where it is less than before, the way from us may be better, too. */
  limited(paused: number, reduced: number): void {
    const limits = 2 * paused + reduced;
    if (limits < this.#limits && this.#uplink.relieved()) this.#decidedMillis = 0;
    this.#limits = limits;
  }

  end(): void {
    this.#participant = null;
    this.#everConnected = false;
    this.#failures = 0;
    this.#close();
    this.#uplink = new Uplink();
    this.#limits = 0;
    this.#spare?.close();
    this.#spare = null;
  }

  #make(): ReturnType<PeerMaker> {
    const peer = this.#newPeer((state) => {
      if (this.#peer === peer) this.#onState(state);
    });
    return peer;
  }

  async #start(): Promise<void> {
    this.#close();
    this.#offer = "making";
    this.#dispatch({ type: "path", path: this.#everConnected ? "reconnecting" : "connecting" });
    this.#sent = this.#media.state.tracks;
    const peer = this.#spare ?? this.#make();
    this.#spare = null;
    this.#peer = peer;
    this.#encode();
    const { message, mids } = await peer.offer(this.#sent);
    if (this.#peer !== peer) return;
    this.#dispatch({ type: "offered", mids });
    this.#offer = this.#send(message) ? "sent" : "unsent";
    this.#tell();
    this.#later(answerWithinMillis, () => this.#failed());
  }

  #onState(state: RTCPeerConnectionState): void {
    this.#connected = state === "connected";
    this.#silent = false;
    switch (state) {
      case "connected":
        clearTimeout(this.#timer);
        this.#everConnected = true;
        this.#failures = 0;
        this.#watch ??= setInterval(() => void this.#look(), lookEveryMillis);
        this.#dispatch({ type: "path", path: "connected" });
        return;
      case "disconnected":
        this.#dispatch({ type: "path", path: "reconnecting" });
        // The path is looked for again; a fresh start is the surer way when that does not help.
        this.#later(recoverWithinMillis, () => this.#failed());
        void this.#restartIce();
        return;
      case "failed":
        this.#failed();
        return;
      case "new":
      case "connecting":
      case "closed":
    }
  }

  /** The browser takes many seconds to say that nothing arrives any more, and sends pictures where only sound has room. */
  async #look(): Promise<void> {
    const peer = this.#peer;
    if (peer === null || this.#looking === peer) return;
    this.#looking = peer;
    const look = await peer.look().catch(() => null);
    if (this.#looking === peer) this.#looking = null;
    if (this.#peer !== peer || look === null) return;
    const now = Date.now();
    if (this.#arrivals.stopped(look.arrived, now)) void this.#restartIce();
    if (this.#connected && this.#arrivals.silent !== this.#silent) {
      this.#silent = this.#arrivals.silent;
      this.#dispatch({ type: "path", path: this.#silent ? "reconnecting" : "connected" });
    }
    if (!this.#connected || now - this.#decidedMillis < decideEveryMillis) return;
    this.#decidedMillis = now;
    const rested = this.#uplink.rests;
    this.#uplink.look(look, now);
    this.#encode();
    if (this.#uplink.rests !== rested) this.#tellResting();
  }

  #tellResting(): void {
    this.#dispatch({ type: "resting", resting: this.#uplink.rests });
    this.#tell();
  }

  /** What is wanted, as far as our path carries it. */
  #encode(): void {
    const highest = Math.min(this.#wanted, this.#uplink.highest);
    const { asks, rests } = this.#uplink;
    const before = this.#effort;
    if (highest === before.highest && asks === before.asks && rests === before.rests) return;
    this.#effort = { highest, asks, rests };
    void this.#peer?.encode(this.#effort);
  }

  /** Looks for the path again over the same peer connection, one restart at a time. */
  async #restartIce(): Promise<void> {
    const peer = this.#peer;
    if (peer === null || this.#offer !== "answered" || this.#restart === "making" || this.#restart === "sent") return;
    this.#restart = "making";
    const sdp = await peer.restart().catch(() => null);
    if (this.#peer !== peer) return;
    if (sdp === null) this.#restart = "none";
    else this.#restart = this.#send({ type: "restart", sdp }) ? "sent" : "unsent";
  }

  /** Starts over with a new peer connection, slower after each failure. */
  #failed(): void {
    this.#close();
    this.#dispatch({ type: "path", path: this.#everConnected ? "reconnecting" : "connecting" });
    const delay = reconnectDelayMillis(this.#failures);
    this.#failures += 1;
    this.#later(delay, () => {
      if (this.#participant !== null) void this.#start();
    });
  }

  #later(delayMillis: number, action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delayMillis);
  }

  /** Sends what is captured now, and says which sources are on. */
  #follow(): void {
    const peer = this.#peer;
    if (peer === null) return;
    const { tracks } = this.#media.state;
    for (const source of sources) {
      if (tracks[source] !== this.#sent[source]) void peer.send(source, tracks[source]).catch(() => undefined);
    }
    this.#sent = tracks;
    if (this.#told !== JSON.stringify(this.#sending)) this.#tell();
  }

  get #sending(): Sending {
    return { ...this.#media.sending, slow: this.#uplink.rests };
  }

  #tell(): void {
    if (this.#offer !== "sent" && this.#offer !== "answered") return;
    const sending = this.#sending;
    if (this.#send({ type: "sources", ...sending })) this.#told = JSON.stringify(sending);
  }

  #close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#layerTimer);
    this.#wanted = Number.POSITIVE_INFINITY;
    this.#effort = everything;
    this.#offer = "none";
    this.#restart = "none";
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#connected = false;
    this.#silent = false;
    this.#arrivals = new Arrivals();
    this.#peer?.close();
    this.#peer = null;
    this.#uplink.relieved();
  }
}
