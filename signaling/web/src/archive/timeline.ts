// SPDX-License-Identifier: Apache-2.0
import type { Codec, Note, Source } from "./notes";

/** From when to when; `to` is null where nobody said. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly stays: readonly Span[];
}

/** A track of one part; parts number theirs anew. */
export interface Track {
  readonly part: number;
  readonly number: number;
  readonly participant: string;
  readonly source: Source;
  readonly codec: Codec;
  readonly encrypted: boolean;
}

/** Something that one may want to jump to. */
export type Moment =
  | {
      readonly kind: "joined" | "left" | Switched | "withdrew";
      readonly timeMillis: number;
      readonly participant: string;
    }
  | { readonly kind: "missing"; readonly timeMillis: number; readonly toMillis: number; readonly participant: string }
  | { readonly kind: Nothing; readonly timeMillis: number; readonly toMillis: number | null };

/** Why nothing is recorded: a crash, a pause until everybody has agreed, or because staff wanted it so. */
export type Nothing = "interrupted" | "recording-paused" | "recording-stopped";

/** A source went on or off. */
type Switched = "screen-on" | "screen-off" | "unmuted" | "muted" | "camera-on" | "camera-off";

const switched: Readonly<Record<Source, readonly [Switched, Switched]>> = {
  SCREEN: ["screen-on", "screen-off"],
  MICROPHONE: ["unmuted", "muted"],
  CAMERA: ["camera-on", "camera-off"],
};

interface Toggle {
  readonly timeMillis: number;
  readonly on: boolean;
  /** Whether the participant did it, and not the end of their stay or of a part of the recording. */
  readonly own: boolean;
}

/** What a source does: never there, on, or off since then. */
export type SourceState = { readonly is: "none" | "on" } | { readonly is: "off"; readonly since: number };

/** Shorter ones nobody notices. */
const longGapMillis = 1_000;
/** So long after a part begins whoever was there before is told again. */
const againMillis = 3_000;

interface Stay {
  from: number;
  to: number | null;
}

/** Who was there when, with what, as the notes tell it from part to part, all on one clock. */
export class Timeline {
  readonly #people = new Map<string, { name: string; role: string | null; stays: Stay[] }>();
  readonly #tracks = new Map<string, Track>();
  readonly #toggles = new Map<string, Toggle[]>();
  readonly #carried = new Map<string, Stay>();
  readonly #moments: Moment[] = [];
  readonly #holes: { kind: Nothing; from: number; to: number | null }[] = [];
  #partBegan = 0;
  /** The time of day of time zero, milliseconds since 1970; null before it is known. */
  epochMillis: number | null = null;

  /** Another part follows, after one that ended at that time. */
  nextPart(endedMillis: number, beganMillis: number): void {
    this.#partBegan = beganMillis;
    for (const [id, { stays }] of this.#people) {
      const stay = stays.at(-1);
      if (stay === undefined || stay.to !== null) continue;
      stay.to = endedMillis;
      this.#carried.set(id, stay);
    }
    const paused = this.#holes.at(-1);
    if (paused !== undefined && paused.kind !== "interrupted" && paused.to === null) paused.to = endedMillis;
    this.#holes.push({ kind: "interrupted", from: endedMillis, to: beganMillis });
  }

  add(part: number, note: Note): void {
    const { timeMillis } = note;
    switch (note.note) {
      case "session":
        this.epochMillis ??= note.epochMillis;
        return;
      case "person":
        this.#known(note.participant, note.name).role = note.role;
        return;
      case "joined":
        this.#joined(note.participant, note.name, timeMillis);
        return;
      case "left":
        this.#left(note.participant, timeMillis);
        return;
      case "consent":
        if (note.answer === "WITHDRAWN") this.#moments.push({ kind: "withdrew", timeMillis, participant: note.participant });
        return;
      case "trackAdded":
        this.#tracks.set(`${part}/${note.number}`, { part, ...note });
        this.#toggle(note.participant, note.source, { timeMillis, on: true, own: false });
        return;
      case "resumed":
        this.#toggle(note.participant, note.source, { timeMillis, on: true, own: true });
        return;
      case "paused":
        this.#toggle(note.participant, note.source, { timeMillis, on: false, own: true });
        return;
      case "ended":
        this.#toggle(note.participant, note.source, { timeMillis, on: false, own: false });
        return;
      case "gap": {
        const track = this.#tracks.get(`${part}/${note.number}`);
        if (track === undefined || note.toMillis - timeMillis < longGapMillis) return;
        this.#moments.push({ kind: "missing", timeMillis, toMillis: note.toMillis, participant: track.participant });
        return;
      }
      case "recordingPaused":
        this.#holes.push({ kind: note.reason === "STAFF" ? "recording-stopped" : "recording-paused", from: timeMillis, to: null });
        return;
      case "recordingResumed": {
        const hole = this.#holes.at(-1);
        if (hole !== undefined && hole.kind !== "interrupted") hole.to ??= timeMillis;
      }
    }
  }

  #known(id: string, name: string) {
    const person = this.#people.get(id) ?? { name, role: null, stays: [] };
    person.name = name;
    this.#people.set(id, person);
    return person;
  }

  #joined(id: string, name: string, timeMillis: number): void {
    const { stays } = this.#known(id, name);
    const carried = this.#carried.get(id);
    this.#carried.delete(id);
    if (carried !== undefined && timeMillis - this.#partBegan < againMillis) {
      carried.to = null;
    } else if (stays.at(-1)?.to !== null) {
      stays.push({ from: timeMillis, to: null });
      this.#moments.push({ kind: "joined", timeMillis, participant: id });
    }
  }

  #left(id: string, timeMillis: number): void {
    const stay = this.#people.get(id)?.stays.at(-1);
    if (stay === undefined || stay.to !== null) return;
    stay.to = timeMillis;
    this.#moments.push({ kind: "left", timeMillis, participant: id });
  }

  /** A microphone or camera that comes or goes with its owner, or with a part, is not told; a screen always is. */
  #toggle(participant: string, source: Source, toggle: Toggle): void {
    const key = `${participant}/${source}`;
    const toggles = this.#toggles.get(key) ?? [];
    this.#toggles.set(key, toggles);
    const before = toggles.at(-1);
    toggles.push(toggle);
    if ((before?.on ?? false) === toggle.on) return;
    const wanted = toggle.on ? toggle.own && before?.own === true : toggle.own;
    if (source !== "SCREEN" && !wanted) return;
    const [on, off] = switched[source];
    this.#moments.push({ kind: toggle.on ? on : off, timeMillis: toggle.timeMillis, participant });
  }

  get people(): readonly Person[] {
    return [...this.#people].filter(([, { stays }]) => stays.length > 0).map(([id, person]) => ({ id, ...person }));
  }

  nameOf(id: string): string {
    return this.#people.get(id)?.name ?? "";
  }

  track(part: number, number: number): Track | undefined {
    return this.#tracks.get(`${part}/${number}`);
  }

  /** The tracks of a part, in the order they came. */
  tracks(part: number): readonly Track[] {
    return [...this.#tracks.values()].filter((track) => track.part === part);
  }

  present(id: string, timeMillis: number): boolean {
    const stays = this.#people.get(id)?.stays ?? [];
    return stays.some(({ from, to }) => from <= timeMillis && (to === null || timeMillis < to));
  }

  source(participant: string, source: Source, timeMillis: number): SourceState {
    const last = this.#toggles.get(`${participant}/${source}`)?.findLast((toggle) => toggle.timeMillis <= timeMillis);
    if (last === undefined) return { is: "none" };
    return last.on ? { is: "on" } : { is: "off", since: last.timeMillis };
  }

  /** Why nothing is recorded at that time; null when something is. */
  hole(timeMillis: number): Nothing | null {
    const hole = this.#holes.find(({ from, to }) => from <= timeMillis && (to === null || timeMillis < to));
    return hole?.kind ?? null;
  }

  get holes(): readonly ({ readonly kind: Nothing } & Span)[] {
    return this.#holes;
  }

  /** In order of time. */
  get moments(): readonly Moment[] {
    const holes = this.#holes.map(({ kind, from, to }) => ({ kind, timeMillis: from, toMillis: to }));
    return [...this.#moments, ...holes].sort((one, other) => one.timeMillis - other.timeMillis);
  }
}
