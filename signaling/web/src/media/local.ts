// SPDX-License-Identifier: Apache-2.0
import type { Tracks } from "../call/peer";
import type { Source } from "../protocol/messages";
import { Store } from "../state/store";
import { type Choice, choices, type DeviceKind, hasDevices, openBoth, openOne, openScreen, type Trouble } from "./devices";

/** Idle: not asked for yet. Off: switched off by the person. */
export type DeviceState =
  | { readonly status: "idle" | "asking" | "on" | "off" }
  | { readonly status: "unavailable"; readonly trouble: Trouble };

export interface MediaState {
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  readonly tracks: Tracks;
  readonly microphones: readonly Choice[];
  readonly cameras: readonly Choice[];
}

const nothing: MediaState = {
  microphone: { status: "idle" },
  camera: { status: "idle" },
  tracks: { microphone: null, camera: null, screen: null },
  microphones: [],
  cameras: [],
};

/** Our own microphone, camera and screen. Requests to devices run one after the other, so that quick toggles keep their order. */
export class LocalMedia {
  readonly store = new Store<MediaState, Partial<MediaState>>(nothing, (state, change) => ({ ...state, ...change }));
  #requests: Promise<void> = Promise.resolve();
  #chosen: Readonly<Record<DeviceKind, string | null>> = { microphone: null, camera: null };

  constructor() {
    if (hasDevices()) navigator.mediaDevices.addEventListener("devicechange", () => void this.#list());
  }

  get state(): MediaState {
    return this.store.state;
  }

  get sending(): Readonly<Record<Source, boolean>> {
    const { microphone, camera, tracks } = this.state;
    return { microphone: microphone.status === "on", camera: camera.status === "on", screen: tracks.screen !== null };
  }

  /** Asks for microphone and camera unless that has been done; resolves when it is decided, whichever way. */
  prepare(): Promise<void> {
    if (this.state.microphone.status !== "idle" || this.state.camera.status !== "idle") return this.#requests;
    this.store.dispatch({ microphone: { status: "asking" }, camera: { status: "asking" } });
    return this.#then(async () => {
      const opened = await openBoth();
      this.#use("microphone", opened.microphone);
      this.#use("camera", opened.camera);
      await this.#list();
    });
  }

  /** Muting keeps the microphone open, so that speaking again needs no waiting. */
  switchMicrophone(on: boolean): Promise<void> {
    return this.#then(async () => {
      const track = this.state.tracks.microphone;
      if (track === null) {
        if (on) await this.#open("microphone");
        return;
      }
      track.enabled = on;
      this.store.dispatch({ microphone: { status: on ? "on" : "off" } });
    });
  }

  /** Switching the camera off closes it: its light goes out. */
  switchCamera(on: boolean): Promise<void> {
    return this.#then(async () => {
      const running = this.state.tracks.camera !== null;
      if (on && !running) await this.#open("camera");
      if (!on && running) {
        this.#track("camera", null);
        this.store.dispatch({ camera: { status: "off" } });
      }
    });
  }

  choose(kind: DeviceKind, id: string): Promise<void> {
    return this.#then(async () => {
      this.#chosen = { ...this.#chosen, [kind]: id };
      // Some phones open one camera at a time only.
      if (kind === "camera") this.#track("camera", null);
      await this.#open(kind);
    });
  }

  switchScreen(on: boolean): Promise<void> {
    if (!on) {
      this.#track("screen", null);
      return Promise.resolve();
    }
    // Not in the queue of requests: browsers grant the screen only in the very turn of the click.
    return openScreen().then((track) => this.#track("screen", track));
  }

  /** Closes everything; {@link prepare} may be called again. */
  release(): Promise<void> {
    return this.#then(async () => {
      for (const source of ["microphone", "camera", "screen"] as const) this.#track(source, null);
      this.store.dispatch({ microphone: { status: "idle" }, camera: { status: "idle" } });
    });
  }

  #then(request: () => Promise<void>): Promise<void> {
    this.#requests = this.#requests.then(request);
    return this.#requests;
  }

  async #open(kind: DeviceKind): Promise<void> {
    this.store.dispatch({ [kind]: { status: "asking" } });
    this.#use(kind, await openOne(kind, this.#chosen[kind]));
    await this.#list();
  }

  #use(kind: DeviceKind, opened: MediaStreamTrack | Trouble): void {
    if (typeof opened === "string") {
      this.#track(kind, null);
      this.store.dispatch({ [kind]: { status: "unavailable", trouble: opened } });
    } else {
      this.#track(kind, opened);
      this.store.dispatch({ [kind]: { status: "on" } });
    }
  }

  #track(source: Source, track: MediaStreamTrack | null): void {
    const before = this.state.tracks[source];
    if (before === track) return;
    if (before !== null) {
      before.onended = null;
      before.stop();
    }
    // Ended from outside: unplugged, or "stop sharing" in the browser's own bar.
    if (track !== null) track.onended = () => (source === "screen" ? this.#track(source, null) : this.#use(source, "missing"));
    this.store.dispatch({ tracks: { ...this.state.tracks, [source]: track } });
  }

  async #list(): Promise<void> {
    this.store.dispatch({ microphones: await choices("microphone"), cameras: await choices("camera") });
  }
}
