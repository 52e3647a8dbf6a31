// SPDX-License-Identifier: Apache-2.0
import { Store } from "../state/store";
import { Clock } from "./clock";
import { PictureLane } from "./pictures";
import { ArchiveProblem, type ProblemKind } from "./problem";
import type { Frame, Recording } from "./recording";
import { SoundLane, type Sounding } from "./sound";

export interface PlayerState {
  readonly positionMillis: number;
  readonly beginMillis: number;
  readonly endMillis: number;
  /** How much of the recording was looked through, 0 to 1. */
  readonly share: number;
  readonly playing: boolean;
  /** Whether playing waits for what has to come first. */
  readonly waiting: boolean;
  readonly ended: boolean;
  readonly speed: number;
  /** What keeps it from going on; a press on play tries again. */
  readonly problem: ProblemKind | null;
  /** Participants who are heard while it plays. */
  readonly heard: readonly string[];
  /** The newest picture of each participant and source since the last jump, by {@link pictureKey}. */
  readonly shown: ReadonlyMap<string, number>;
  /** Pictures that this browser cannot decode. */
  readonly unsupported: readonly string[];
}

export const speeds = [0.5, 1, 1.25, 1.5, 2] as const;

const turnMillis = 50;
const aheadMillis = 4_000;
const enoughMillis = 250;
const skippedMillis = 1_000;

export function pictureKey(participant: string, source: string): string {
  return `${participant}/${source}`;
}

export function canPlay(): boolean {
  return typeof VideoDecoder === "function" && typeof AudioDecoder === "function" && typeof AudioContext === "function";
}

/**
 * Plays a recording: one clock, the sound card's, for everybody's sound and pictures, so that lips and speech, and people
 * among each other, stay together at any speed. The owner closes it.
 */
export class Player implements Sounding {
  readonly recording: Recording;
  readonly store: Store<PlayerState, Partial<PlayerState>>;
  readonly clock = new Clock();
  readonly #closing = new AbortController();
  readonly #canvases = new Map<string, HTMLCanvasElement>();
  readonly #shown = new Map<string, number>();
  #lanes = new Map<string, PictureLane | SoundLane>();
  #reading = new AbortController();
  #lookingThrough = false;
  #wanted = false;
  #readTo = 0;
  #readAll = false;
  #anchorMillis: number;
  #anchorSeconds = 0;
  #turn: () => void = () => undefined;
  #told = "";
  speed = 1;

  constructor(recording: Recording) {
    this.recording = recording;
    this.#anchorMillis = recording.beginMillis;
    this.store = new Store<PlayerState, Partial<PlayerState>>(
      {
        positionMillis: recording.beginMillis,
        beginMillis: recording.beginMillis,
        endMillis: recording.endMillis,
        share: 0,
        playing: false,
        waiting: true,
        ended: false,
        speed: 1,
        problem: null,
        heard: [],
        shown: new Map(),
        unsupported: [],
      },
      (state, change) => ({ ...state, ...change }),
    );
    const turns = setInterval(() => this.#takeTurn(), turnMillis);
    let frame = 0;
    const draw = () => {
      this.#draw();
      frame = requestAnimationFrame(draw);
    };
    draw();
    this.#closing.signal.addEventListener("abort", () => {
      clearInterval(turns);
      cancelAnimationFrame(frame);
    });
    this.#lookThrough();
    this.seek(recording.beginMillis);
  }

  whenSeconds(timeMillis: number): number {
    return this.#anchorSeconds + (timeMillis - this.#anchorMillis) / 1_000 / this.speed;
  }

  #now(): number {
    return this.#anchorMillis + (this.clock.seconds - this.#anchorSeconds) * 1_000 * this.speed;
  }

  /** Where the pictures of a participant's source are drawn. */
  attach(key: string, canvas: HTMLCanvasElement | null): void {
    if (canvas === null) this.#canvases.delete(key);
    else this.#canvases.set(key, canvas);
  }

  play(): void {
    this.#wanted = true;
    const { problem, ended, beginMillis, positionMillis } = this.store.state;
    this.#change({ playing: true, problem: null });
    if (!this.#lookingThrough) this.#lookThrough();
    if (ended || problem !== null) this.seek(ended ? beginMillis : positionMillis);
  }

  pause(): void {
    this.#wanted = false;
    this.clock.run(false);
    this.#change({ playing: false });
  }

  setSpeed(speed: number): void {
    const now = this.#now();
    this.speed = speed;
    this.#change({ speed });
    this.seek(now);
  }

  seek(timeMillis: number): void {
    const { endMillis, beginMillis } = this.recording;
    const target = Math.max(beginMillis, this.recording.done ? Math.min(timeMillis, endMillis) : timeMillis);
    this.#reading.abort();
    this.#reading = new AbortController();
    for (const lane of this.#lanes.values()) lane.close();
    this.#lanes = new Map();
    this.#shown.clear();
    this.clock.run(false);
    this.#anchorMillis = target;
    this.#anchorSeconds = this.clock.seconds;
    this.#readTo = target;
    this.#readAll = false;
    this.#change({ positionMillis: target, waiting: true, ended: false, shown: new Map(), heard: [] });
    void this.#read(target, this.#reading.signal);
  }

  close(): void {
    this.#closing.abort();
    this.#reading.abort();
    for (const lane of this.#lanes.values()) lane.close();
    this.clock.close();
  }

  #lookThrough(): void {
    this.#lookingThrough = true;
    this.recording
      .lookThrough(this.#closing.signal)
      .catch((failure: unknown) => this.#failed(failure))
      .finally(() => {
        this.#lookingThrough = this.recording.done;
      });
  }

  async #read(fromMillis: number, signal: AbortSignal): Promise<void> {
    try {
      for await (const frames of this.recording.frames(fromMillis, signal)) {
        if (signal.aborted) return;
        for (const frame of frames) this.#offer(frame, fromMillis);
        while (!signal.aborted && this.#readTo > this.#now() + aheadMillis * Math.max(1, this.speed)) {
          await new Promise<void>((resolve) => {
            this.#turn = resolve;
          });
        }
      }
      if (!signal.aborted) this.#readAll = true;
    } catch (failure) {
      if (!signal.aborted) this.#failed(failure);
    }
  }

  #failed(failure: unknown): void {
    if (!(failure instanceof ArchiveProblem)) throw failure;
    this.pause();
    this.#change({ problem: failure.kind, waiting: false });
  }

  #offer(frame: Frame, fromMillis: number): void {
    this.#readTo = Math.max(this.#readTo, frame.timeMillis);
    const track = this.recording.timeline.track(frame.part, frame.track);
    if (track === undefined || track.encrypted) return;
    const id = `${frame.part}/${frame.track}`;
    let lane = this.#lanes.get(id);
    if (lane === undefined) {
      const key = pictureKey(track.participant, track.source);
      lane =
        track.codec === "OPUS"
          ? new SoundLane(track, fromMillis, this)
          : new PictureLane(track, fromMillis, (picture, timeMillis) => this.#show(key, picture, timeMillis));
      this.#lanes.set(id, lane);
    }
    lane.offer(frame);
  }

  #show(key: string, picture: VideoFrame, timeMillis: number): boolean {
    const canvas = this.#canvases.get(key);
    if (canvas === undefined) return false;
    this.#shown.set(key, timeMillis);
    if (canvas.width !== picture.displayWidth || canvas.height !== picture.displayHeight) {
      canvas.width = picture.displayWidth;
      canvas.height = picture.displayHeight;
    }
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    return true;
  }

  #draw(): void {
    this.clock.turn();
    const now = this.#now();
    for (const lane of this.#lanes.values()) if (lane instanceof PictureLane) lane.turn(now);
  }

  #takeTurn(): void {
    const now = this.#now();
    for (const [id, lane] of this.#lanes) {
      lane.turn(now);
      if (lane.idle && this.#behind(lane)) {
        lane.close();
        this.#lanes.delete(id);
      }
    }
    this.#turn();
    const { recording, store } = this;
    const end = recording.done && this.#readAll && now >= recording.endMillis;
    const lanes = [...this.#lanes.values()];
    const late = lanes.some((lane) => lane instanceof PictureLane && lane.late(now));
    const waiting = !end && store.state.problem === null && (late || (!this.#readAll && this.#readTo < now + enoughMillis));
    this.#run(waiting, end);
    this.#tell({
      positionMillis: end ? recording.endMillis : now,
      beginMillis: recording.beginMillis,
      endMillis: Math.max(recording.endMillis, recording.done ? 0 : store.state.endMillis),
      share: recording.share,
      waiting,
      ended: end,
      playing: this.#wanted && !end,
      heard: lanes
        .filter((lane) => this.#wanted && lane instanceof SoundLane && lane.heard(now))
        .map((lane) => lane.track.participant),
      shown: new Map(this.#shown),
      unsupported: lanes
        .filter((lane) => lane instanceof PictureLane && lane.unsupported)
        .map((lane) => pictureKey(lane.track.participant, lane.track.source)),
    });
    if (this.#wanted && !waiting && !end) this.#skipHole(now);
  }

  #change(state: Partial<PlayerState>): void {
    this.#told = "";
    this.store.dispatch(state);
  }

  /** While it stands still nobody need be told the same again and again. */
  #tell(state: Partial<PlayerState> & Pick<PlayerState, "shown">): void {
    const told = JSON.stringify({ ...state, shown: [...state.shown], damages: this.recording.damages.length, integrity: this.recording.integrity });
    if (told === this.#told) return;
    this.#told = told;
    this.store.dispatch(state);
  }

  /** Tracks of parts that are over are needed no more. */
  #behind(lane: PictureLane | SoundLane): boolean {
    return [...this.#lanes.values()].some((other) => other.track.part > lane.track.part);
  }

  #run(waiting: boolean, end: boolean): void {
    if (end) this.#wanted = false;
    this.clock.run(this.#wanted && !waiting && !end);
  }

  /** Where nothing was recorded there is nothing to wait for. */
  #skipHole(nowMillis: number): void {
    const hole = this.recording.timeline.holes.find(
      ({ from, to }) => from <= nowMillis && to !== null && nowMillis < to - skippedMillis,
    );
    if (hole?.to != null) this.seek(hole.to);
  }
}
