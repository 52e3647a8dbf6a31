// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CallDriver } from "../src/call/driver";
import type { Look } from "../src/call/look";
import type { Effort, Tracks } from "../src/call/peer";
import { LocalMedia } from "../src/media/local";
import type { ClientMessage } from "../src/protocol/messages";
import { seen } from "./looks";

class FakePeer {
  readonly slots = [];
  readonly answers: string[] = [];
  readonly replaced: string[] = [];
  readonly encoded: string[] = [];
  closed = false;
  restarts = 0;
  count = 0;
  flowing = true;
  tracks: Tracks | null = null;
  seen = seen([]);
  readonly state: (state: RTCPeerConnectionState) => void;

  constructor(state: (state: RTCPeerConnectionState) => void) {
    this.state = state;
  }

  offer(tracks: Tracks) {
    this.tracks = tracks;
    return Promise.resolve({ message: { type: "offer", sdp: "v=0", sources: {}, slots: [] } as const, mids: [] });
  }

  restart() {
    this.restarts += 1;
    return Promise.resolve(`restart ${this.restarts}`);
  }

  look(): Promise<Look> {
    if (this.flowing) this.count += 1;
    return Promise.resolve({ ...this.seen, arrived: this.count });
  }

  answer(sdp: string) {
    this.answers.push(sdp);
    return Promise.resolve();
  }

  send(source: string, track: MediaStreamTrack | null) {
    this.replaced.push(`${source} ${track === null ? "off" : "on"}`);
    return Promise.resolve();
  }

  encode({ highest, asks, rests }: Effort) {
    this.encoded.push(`${highest}${asks ? " asking" : ""}${rests ? " resting" : ""}`);
    return Promise.resolve();
  }

  close() {
    this.closed = true;
  }
}

/** Stands for the browser's devices: each track knows only whether it is live. */
function fakeTrack(kind: "audio" | "video"): MediaStreamTrack {
  return { kind, enabled: true, onended: null, stop: () => undefined } as unknown as MediaStreamTrack;
}

let peers: FakePeer[];
let sent: ClientMessage[];
let paths: string[];
let resting: boolean[];
let up: boolean;
let media: LocalMedia;
let driver: CallDriver;
let grant: () => void;

function newest(): FakePeer {
  const peer = peers.at(-1);
  if (peer === undefined) throw new Error("No peer connection was made");
  return peer;
}

const settle = (millis = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(millis);
const types = (): readonly string[] => sent.map((message) => message.type);

beforeEach(() => {
  vi.useFakeTimers();
  const granted = new Promise<void>((resolve) => {
    grant = resolve;
  });
  const open = async ({ audio, video }: MediaStreamConstraints) => {
    await granted;
    const tracks = [...(audio ? [fakeTrack("audio")] : []), ...(video ? [fakeTrack("video")] : [])];
    return {
      getTracks: () => tracks,
      getAudioTracks: () => tracks.filter((track) => track.kind === "audio"),
      getVideoTracks: () => tracks.filter((track) => track.kind === "video"),
    };
  };
  vi.stubGlobal("navigator", {
    mediaDevices: { getUserMedia: open, enumerateDevices: () => Promise.resolve([]), addEventListener: () => undefined },
  });
  peers = [];
  sent = [];
  paths = [];
  resting = [];
  up = true;
  media = new LocalMedia();
  driver = new CallDriver(
    media,
    (message) => {
      if (up) sent.push(message);
      return up;
    },
    (event) => {
      if (event.type === "path") paths.push(event.path);
      if (event.type === "resting") resting.push(event.resting);
    },
    (onState) => {
      const peer = new FakePeer(onState);
      peers.push(peer);
      return peer;
    },
  );
});

afterEach(() => {
  driver.end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function connect(): Promise<void> {
  grant();
  await media.prepare();
  void driver.begin("me");
  await settle();
  await driver.answer("answer");
  newest().state("connected");
}

describe("the call driver", () => {
  it("offers once with the tracks, and says what it sends", async () => {
    await connect();
    expect(peers.length).toBe(1);
    expect(newest().tracks?.camera).not.toBeNull();
    expect(sent).toMatchObject([{ type: "offer" }, { type: "sources", microphone: true, camera: true, screen: false }]);
    expect(paths).toEqual(["connecting", "connected"]);
  });

  it("lets layers rest that nobody has wanted for a second, and takes them up at once", async () => {
    await connect();
    driver.layers("camera", 0);
    await settle(900);
    driver.layers("camera", 1);
    await settle(900);
    expect(newest().encoded).toEqual([]);
    await settle(100);
    expect(newest().encoded).toEqual(["1"]);
    driver.layers("camera", 0);
    driver.layers("camera", 2);
    expect(newest().encoded).toEqual(["1", "2"]);
    await settle(2_000);
    expect(newest().encoded).toEqual(["1", "2"]);
  });

  it("forgets with a peer connection what was wanted of it", async () => {
    await connect();
    driver.layers("camera", 0);
    newest().state("failed");
    await settle(1_500);
    expect(peers.length).toBe(2);
    expect(peers.flatMap((peer) => peer.encoded)).toEqual([]);
  });

  it("sends no more streams than the connection carries, whatever the server wants", async () => {
    await connect();
    newest().seen = seen([150_000, 160_000], { availableBps: 500_000 });
    await settle(9_000);
    expect(newest().encoded).toEqual(["0"]);
    driver.layers("camera", 2);
    expect(newest().encoded).toEqual(["0"]);
    newest().seen = seen([250_000], { availableBps: 500_000 });
    await settle(10_000);
    expect(newest().encoded).toEqual(["0", "0 asking", "0"]);
    driver.layers("camera", 0);
    await settle(1_000);
    newest().seen = seen([250_000], { availableBps: 2_000_000 });
    await settle(3_000);
    expect(newest().encoded).toEqual(["0", "0 asking", "0"]);
    driver.layers("camera", 2);
    expect(newest().encoded).toEqual(["0", "0 asking", "0", "1"]);
  });

  it("lets the picture rest on a connection that has no room for it, says so, and tries again", async () => {
    await connect();
    newest().seen = seen([30_000, 0], { availableBps: 80_000 });
    await settle(4_000);
    expect(newest().encoded).toEqual(["-1 resting"]);
    expect(resting).toEqual([true]);
    expect(sent.at(-1)).toEqual({ type: "sources", microphone: true, camera: true, screen: false, slow: true });
    newest().seen = seen([200_000], { availableBps: 300_000 });
    await settle(9_000);
    expect(newest().encoded).toEqual(["-1 resting", "0 resting", "0"]);
    expect(resting).toEqual([true, false]);
    expect(sent.at(-1)).toMatchObject({ type: "sources", camera: true, slow: false });
  });

  it("tries the picture sooner when the server says that things are better", async () => {
    await connect();
    newest().seen = seen([30_000, 0], { availableBps: 80_000 });
    await settle(60_000);
    const before = newest().encoded.length;
    driver.limited(1, 0);
    await settle(200);
    expect(newest().encoded.length).toBe(before);
    driver.limited(0, 1);
    await settle(200);
    expect(newest().encoded.slice(before)).toEqual(["0 resting"]);
  });

  it("decides nothing without a connection, and keeps what it knows with a new one", async () => {
    await connect();
    newest().seen = seen([30_000, 0], { availableBps: 80_000 });
    newest().state("disconnected");
    await settle(5_000);
    expect(newest().encoded).toEqual([]);
    newest().state("connected");
    await settle(4_000);
    expect(resting).toEqual([true]);
    newest().state("failed");
    await settle(500);
    expect(peers.length).toBe(2);
    expect(newest().encoded).toEqual(["-1 resting"]);
    expect(sent.at(-1)).toMatchObject({ type: "sources", slow: true });
    await driver.answer("again");
    newest().state("connected");
    newest().seen = seen([200_000], { availableBps: 300_000 });
    await settle(4_000);
    expect(newest().encoded).toEqual(["-1 resting", "0 resting", "0"]);
    expect(resting).toEqual([true, false]);
  });

  it("takes one look at a time", async () => {
    await connect();
    const peer = newest();
    let looks = 0;
    peer.look = () => {
      looks += 1;
      return new Promise(() => undefined);
    };
    await settle(5_000);
    expect(looks).toBe(1);
  });

  it("does not wait for devices; their tracks follow", async () => {
    void driver.begin("me");
    await settle();
    expect(types()).toEqual(["offer", "sources"]);
    grant();
    await settle();
    expect(newest().replaced).toEqual(["microphone on", "camera on"]);
    expect(sent.at(-1)).toMatchObject({ type: "sources", microphone: true, camera: true });
  });

  it("uses what it made ahead of the call, once", async () => {
    driver.expect();
    driver.expect();
    expect(peers.map((peer) => peer.tracks)).toEqual([null]);
    await connect();
    driver.expect();
    expect(peers.length).toBe(1);
    newest().state("failed");
    await settle();
    expect(peers.map((peer) => peer.closed)).toEqual([true, false]);
  });

  it("leaves nothing behind of a call that did not come", () => {
    driver.expect();
    driver.end();
    expect(peers.map((peer) => peer.closed)).toEqual([true]);
  });

  it("keeps the peer connection when only the WebSocket was lost", async () => {
    await connect();
    await driver.begin("me");
    expect(peers.length).toBe(1);
    expect(types()).toEqual(["offer", "sources", "sources"]);
  });

  it("offers again when the WebSocket was lost before the answer came", async () => {
    grant();
    void driver.begin("me");
    await settle();
    driver.lost();
    void driver.begin("me");
    await settle();
    expect(peers.map((peer) => peer.closed)).toEqual([true, false]);
    expect(types().filter((type) => type === "offer").length).toBe(2);
  });

  it("offers once although it is let in twice over the same WebSocket", async () => {
    grant();
    void driver.begin("me");
    void driver.begin("me");
    await settle();
    void driver.begin("me");
    await settle();
    expect(peers.length).toBe(1);
  });

  it("offers again when the offer found no WebSocket", async () => {
    grant();
    up = false;
    void driver.begin("me");
    await settle();
    up = true;
    void driver.begin("me");
    await settle();
    expect(types()).toEqual(["offer", "sources"]);
    expect(peers.length).toBe(2);
  });

  it("keeps the peer connection over a lost WebSocket", async () => {
    await connect();
    driver.lost();
    void driver.begin("me");
    await settle();
    expect(peers.length).toBe(1);
  });

  it("makes a new peer connection as another participant", async () => {
    await connect();
    void driver.begin("another");
    await settle();
    expect(peers.map((peer) => peer.closed)).toEqual([true, false]);
  });

  it("starts over when the media path failed", async () => {
    await connect();
    newest().state("failed");
    await settle();
    expect(peers.map((peer) => peer.closed)).toEqual([true, false]);
    await driver.answer("again");
    newest().state("connected");
    expect(newest().answers).toEqual(["again"]);
    expect(paths).toEqual(["connecting", "connected", "reconnecting", "reconnecting", "connected"]);
  });

  it("restarts ICE when the path is lost, over the same peer connection", async () => {
    await connect();
    newest().state("disconnected");
    await settle();
    expect(sent.at(-1)).toEqual({ type: "restart", sdp: "restart 1" });
    driver.moved();
    await settle();
    expect(newest().restarts).toBe(1);
    await driver.answer("restarted");
    newest().state("connected");
    await settle(20_000);
    expect(newest().answers).toEqual(["answer", "restarted"]);
    expect(peers.length).toBe(1);
    expect(paths).toEqual(["connecting", "connected", "reconnecting", "connected"]);
  });

  it("restarts ICE when the network changes, but not before the call stands", async () => {
    driver.moved();
    await connect();
    expect(newest().restarts).toBe(0);
    driver.moved();
    await settle();
    expect(types().at(-1)).toBe("restart");
    await driver.answer("restarted");
    driver.moved();
    await settle();
    expect(newest().restarts).toBe(2);
  });

  it("restarts ICE when nothing arrives any more, before the browser notices", async () => {
    await connect();
    await settle(5_000);
    expect(newest().restarts).toBe(0);
    newest().flowing = false;
    await settle(1_000);
    expect(newest().restarts).toBe(1);
    await driver.answer("restarted");
    newest().flowing = true;
    await settle(5_000);
    expect(newest().restarts).toBe(1);
    expect(peers.length).toBe(1);
  });

  it("says that the path is lost when nothing arrives for longer, whatever the browser says", async () => {
    await connect();
    await settle(5_000);
    newest().flowing = false;
    await settle(1_000);
    expect(paths).toEqual(["connecting", "connected"]);
    await settle(1_000);
    expect(paths).toEqual(["connecting", "connected", "reconnecting"]);
    newest().flowing = true;
    await settle(1_000);
    expect(paths).toEqual(["connecting", "connected", "reconnecting", "connected"]);
  });

  it("restarts ICE again when the WebSocket took the restart with it", async () => {
    await connect();
    up = false;
    newest().state("disconnected");
    await settle();
    expect(types().includes("restart")).toBe(false);
    up = true;
    void driver.begin("me");
    await settle();
    expect(sent.at(-1)).toEqual({ type: "restart", sdp: "restart 2" });
    driver.lost();
    void driver.begin("me");
    await settle();
    expect(sent.at(-1)).toEqual({ type: "restart", sdp: "restart 3" });
    expect(peers.length).toBe(1);
  });

  it("starts over at once when the server has no transport to restart", async () => {
    await connect();
    expect(driver.refused("not-joined")).toBe(false);
    newest().state("disconnected");
    await settle();
    expect(driver.refused("room-full")).toBe(false);
    expect(driver.refused("not-joined")).toBe(true);
    await settle(250);
    expect(peers.map((peer) => peer.closed)).toEqual([true, false]);
  });

  it("gives a disconnected path eight seconds to recover", async () => {
    await connect();
    newest().state("disconnected");
    await settle(7_999);
    newest().state("connected");
    await settle(20_000);
    expect(peers.length).toBe(1);
    newest().state("disconnected");
    await settle(8_001);
    expect(peers.length).toBe(2);
  });

  it("tries again, slower each time, while no answer comes", async () => {
    grant();
    void driver.begin("me");
    await settle();
    expect(peers.length).toBe(1);
    await settle(8_001);
    expect(peers.length).toBe(2);
    await settle(8_000);
    expect(peers.length).toBe(2);
    await settle(250);
    expect(peers.length).toBe(3);
  });

  it("switches the camera off without negotiation", async () => {
    await connect();
    await media.switchCamera(false);
    expect(newest().replaced).toEqual(["camera off"]);
    expect(sent.at(-1)).toMatchObject({ type: "sources", camera: false });
    await media.switchCamera(true);
    await settle();
    expect(newest().replaced).toEqual(["camera off", "camera on"]);
    expect(sent.at(-1)).toMatchObject({ type: "sources", camera: true });
    expect(types().filter((type) => type === "offer").length).toBe(1);
  });

  it("mutes by the track and keeps it", async () => {
    await connect();
    await media.switchMicrophone(false);
    expect(media.state.tracks.microphone?.enabled).toBe(false);
    expect(newest().replaced).toEqual([]);
    expect(sent.at(-1)).toMatchObject({ type: "sources", microphone: false });
  });

  it("leaves nothing behind at the end", async () => {
    await connect();
    driver.end();
    newest().state("failed");
    await settle(60_000);
    expect(peers.map((peer) => peer.closed)).toEqual([true]);
  });
});
