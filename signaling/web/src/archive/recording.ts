// SPDX-License-Identifier: Apache-2.0
import { type Bytes, join } from "./bytes";
import { PartIndex } from "./index";
import { type Digests, type Integrity, PartDigest } from "./integrity";
import type { RecordsKey } from "./keyfile";
import { Demuxer } from "./matroska";
import { decodeNote, type Source } from "./notes";
import { PartReader } from "./part";
import { ArchiveProblem, type ProblemKind } from "./problem";
import type { Segment } from "./segment";
import type { ByteSource } from "./source";
import { Timeline } from "./timeline";

/** One frame as it was recorded. */
export interface Frame {
  readonly part: number;
  readonly track: number;
  readonly timeMillis: number;
  readonly key: boolean;
  readonly bytes: Bytes;
}

/** From where on a part does not open, and why. */
export interface Damage {
  readonly timeMillis: number;
  readonly kind: ProblemKind;
}

const batchSegments = 32;
const longestNote = 1 << 20;
const farthestKeyMillis = 60_000;

interface Part {
  readonly reader: PartReader;
  readonly index: PartIndex;
  readonly digest: PartDigest;
}

const nothingKnown: Digests = { header: null, whole: null };

/** The archive is damaged there; other problems are the network's or the session's. */
function isDamage(kind: ProblemKind): boolean {
  return kind === "tampered" || kind === "truncated" || kind === "foreign";
}

/**
 * A recording that is open: its parts on one timeline. It is looked through once from the beginning to the end, which
 * finds who was there when and where the key frames are; frames can be had from as far as that has come.
 */
export class Recording {
  readonly timeline = new Timeline();
  readonly damages: Damage[] = [];
  readonly #parts: readonly Part[];
  readonly #watchers = new Set<() => void>();
  #done = 0;
  #failure: unknown = null;

  private constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  /** Opens the parts that there are, in their order, each with what was written down of it. */
  static async open(sources: readonly ByteSource[], key: RecordsKey, digests: readonly Digests[] = []): Promise<Recording> {
    const parts = await Promise.all(
      sources.map(async (source, at) => {
        const reader = await PartReader.open(source, key);
        const digest = new PartDigest(source, reader.headerLength, digests[at] ?? nothingKnown);
        return { reader, index: new PartIndex(), digest };
      }),
    );
    if (parts.length === 0) throw new ArchiveProblem("not-found");
    return new Recording(parts);
  }

  /** Of each part, whether it is what was written down of it. */
  get integrity(): readonly Integrity[] {
    return this.#parts.map(({ digest }) => digest.result);
  }

  get beginMillis(): number {
    return this.#parts[0]?.index.firstMillis ?? 0;
  }

  /** The end, as far as the recording was looked through. */
  get endMillis(): number {
    return Math.max(...this.#parts.map(({ index }) => index.lastMillis));
  }

  /** How much of it was looked through, 0 to 1. */
  get share(): number {
    const all = this.#parts.reduce((sum, { reader }) => sum + reader.segments, 0);
    const seen = this.#parts.reduce((sum, { index }) => sum + index.segments, 0);
    return this.done || all === 0 ? 1 : seen / all;
  }

  get done(): boolean {
    return this.#done === this.#parts.length;
  }

  /** Whether the last part has no end that its writer wrote. */
  get unfinished(): boolean {
    return this.#parts.at(-1)?.reader.ending !== "whole";
  }

  /** Whether what a source sent at that time was encrypted end to end, so that it cannot be decoded here. */
  encrypted(participant: string, source: Source, timeMillis: number): boolean {
    const starts = this.#parts.map(({ index }) => index.firstMillis ?? Number.POSITIVE_INFINITY);
    const tracks = this.timeline.tracks(Math.max(0, starts.findLastIndex((start) => start <= timeMillis)));
    const own = tracks.filter((track) => track.participant === participant && track.source === source);
    return own.length > 0 && own.every((track) => track.encrypted);
  }

  /** Is called after each step of looking through; returns how to be called no more. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #progress(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** Looks through the rest. Ends with a problem that is not the archive's own; then it can be called again. */
  async lookThrough(signal: AbortSignal): Promise<void> {
    this.#failure = null;
    try {
      while (!this.done && !signal.aborted) {
        await this.#lookThroughPart(this.#done, signal);
        if (!signal.aborted) await this.#parts[this.#done]?.digest.finish();
        if (!signal.aborted) this.#done += 1;
        this.#progress();
      }
    } catch (failure) {
      this.#failure = failure;
      this.#progress();
      throw failure;
    }
  }

  async #lookThroughPart(number: number, signal: AbortSignal): Promise<void> {
    const part = this.#parts[number];
    if (part === undefined) return;
    const { index, reader, digest } = part;
    if (this.#broken.has(number)) return;
    const look = this.#looks.get(number) ?? this.#newLook(number, index);
    this.#looks.set(number, look);
    try {
      while (index.segments < reader.segments && !signal.aborted) {
        for (const segment of await batch(reader, index.segments)) {
          if (segment instanceof ArchiveProblem) throw segment;
          index.segment(segment.mediaPosition);
          look(segment);
        }
        await digest.readTo(reader.placeOf(index.segments));
        this.#progress();
      }
    } catch (failure) {
      if (!(failure instanceof ArchiveProblem) || !isDamage(failure.kind)) throw failure;
      this.damages.push({ timeMillis: index.lastMillis, kind: failure.kind });
      this.#broken.add(number);
    }
  }

  /** Parts of which nothing more opens. */
  readonly #broken = new Set<number>();
  readonly #looks = new Map<number, (segment: Segment) => void>();

  #newLook(number: number, index: PartIndex): (segment: Segment) => void {
    const demuxer = new Demuxer(0, (block) => index.block(block));
    let pieces: Bytes[] = [];
    return (segment) => {
      for (const entry of segment.entries) {
        if (entry.kind === "media") demuxer.push(entry.bytes);
        if (entry.kind !== "note") continue;
        pieces.push(entry.bytes);
        if (pieces.reduce((sum, piece) => sum + piece.length, 0) > longestNote) throw new ArchiveProblem("tampered");
        if (entry.goesOn) continue;
        this.#note(number, index, join(...pieces));
        pieces = [];
      }
    };
  }

  #note(number: number, index: PartIndex, bytes: Bytes): void {
    const note = decodeNote(bytes);
    if (note === null) return;
    const before = this.#parts[number - 1];
    if (index.firstMillis === null && before !== undefined) {
      this.timeline.nextPart(before.index.lastMillis, note.timeMillis);
    }
    index.time(note.timeMillis);
    this.timeline.add(number, note);
  }

  /** Waits until what is at that time was looked through, or all is. */
  async #seen(holds: () => boolean, signal: AbortSignal): Promise<void> {
    while (!holds() && !this.done && !signal.aborted) {
      if (this.#failure !== null) throw this.#failure;
      await new Promise<void>((resolve) => {
        const stop = this.watch(() => {
          stop();
          resolve();
        });
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
    }
  }

  /**
   * The frames from a time on, and some before it: as many as decoders need. They come in the order of recording, in
   * portions, the next of which is read when it is asked for.
   */
  async *frames(fromMillis: number, signal: AbortSignal): AsyncGenerator<readonly Frame[]> {
    await this.#seen(() => this.endMillis > fromMillis, signal);
    const starts = this.#parts.map(({ index }) => index.firstMillis ?? Number.POSITIVE_INFINITY);
    const first = Math.max(0, starts.findLastIndex((start) => start <= fromMillis));
    for (let number = first; number < this.#parts.length; number++) {
      yield* this.#framesOf(number, number === first ? fromMillis : null, signal);
    }
  }

  async *#framesOf(number: number, fromMillis: number | null, signal: AbortSignal): AsyncGenerator<readonly Frame[]> {
    const part = this.#parts[number];
    if (part === undefined) return;
    const { index, reader } = part;
    let frames: Frame[] = [];
    const position = fromMillis === null ? 0 : this.#positionFor(number, index, fromMillis);
    const demuxer = new Demuxer(position, ({ frame, ...block }) => {
      frames.push({ part: number, track: block.track, timeMillis: block.timeMillis, key: block.key, bytes: frame.slice() });
    });
    for (let at = index.segmentAt(position); at < reader.segments && !signal.aborted; ) {
      const next = at;
      await this.#seen(() => index.segments > next || this.#done > number, signal);
      if (at >= index.segments) return;
      for (const segment of await batch(reader, at, index.segments)) {
        if (segment instanceof ArchiveProblem) throw segment;
        pushFrom(demuxer, segment, position);
        at += 1;
      }
      if (frames.length > 0) yield frames;
      frames = [];
    }
  }

  #positionFor(number: number, index: PartIndex, timeMillis: number): number {
    const pictures = this.timeline
      .tracks(number)
      .filter((track) => !track.encrypted && track.source !== "MICROPHONE")
      .filter((track) => this.timeline.source(track.participant, track.source, timeMillis).is === "on");
    return index.positionFor(
      timeMillis,
      pictures.map((track) => track.number),
      farthestKeyMillis,
    );
  }
}

/** The next segments, each or why it is not there. */
async function batch(reader: PartReader, from: number, end = reader.segments): Promise<(Segment | ArchiveProblem)[]> {
  const count = Math.min(batchSegments, end - from);
  return Promise.all(
    Array.from({ length: count }, (_, at) =>
      reader.segment(from + at).catch((failure: unknown) => {
        if (failure instanceof ArchiveProblem) return failure;
        throw failure;
      }),
    ),
  );
}

/** The media of a segment from a position on. */
function pushFrom(demuxer: Demuxer, segment: Segment, position: number): void {
  let at = segment.mediaPosition;
  for (const entry of segment.entries) {
    if (entry.kind !== "media") continue;
    const skip = Math.max(0, position - at);
    if (skip < entry.bytes.length) demuxer.push(entry.bytes.subarray(skip));
    at += entry.bytes.length;
  }
}
