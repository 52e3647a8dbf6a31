// SPDX-License-Identifier: Apache-2.0
import { decodable, videoConfig } from "./codec";
import type { Frame } from "./recording";
import type { Track } from "./timeline";

/** How far ahead of what is shown pictures are decoded; browsers have few of them at a time. */
const aheadMillis = 1_000;
const mostDecoded = 6;
const mostDecoding = 6;
const lateMillis = 300;

/** The pictures of one track, from a time on: decoded a little ahead, and shown when their time comes. One thread. */
export class PictureLane {
  readonly track: Track;
  readonly #fromMillis: number;
  readonly #show: (picture: VideoFrame, timeMillis: number) => boolean;
  #waiting: Frame[] = [];
  #decoded: VideoFrame[] = [];
  #decoder: VideoDecoder | null = null;
  #begun = false;
  #closed = false;
  /** Whether the browser does not know the codec. */
  unsupported = false;

  /** `show` tells whether there is a place for the picture; if not, it is offered again. */
  constructor(track: Track, fromMillis: number, show: (picture: VideoFrame, timeMillis: number) => boolean) {
    this.track = track;
    this.#fromMillis = fromMillis;
    this.#show = show;
  }

  /** Of what is before the time to begin with, only the last key frame and what follows it is of use. */
  offer(frame: Frame): void {
    if (frame.key && !this.#begun && frame.timeMillis <= this.#fromMillis) this.#waiting = [];
    if (frame.key || this.#waiting.length > 0 || this.#begun) this.#waiting.push(frame);
  }

  /** Decodes and shows what is due. */
  turn(nowMillis: number): void {
    while (this.#mayDecode(nowMillis)) {
      const frame = this.#waiting.shift();
      if (frame !== undefined) this.#decode(frame);
    }
    const due = this.#decoded.findLastIndex((picture) => picture.timestamp / 1_000 <= nowMillis);
    const picture = this.#decoded[due];
    if (picture === undefined) return;
    const done = this.#show(picture, picture.timestamp / 1_000) ? due + 1 : due;
    for (const passed of this.#decoded.splice(0, done)) passed.close();
  }

  #mayDecode(nowMillis: number): boolean {
    const next = this.#waiting[0];
    if (next === undefined || this.#closed || this.unsupported) return false;
    const room = this.#decoded.length + (this.#decoder?.decodeQueueSize ?? 0);
    return next.timeMillis < nowMillis + aheadMillis && room < Math.max(mostDecoded, mostDecoding);
  }

  /** Whether frames whose time is past still wait to be decoded. */
  late(nowMillis: number): boolean {
    const next = this.#waiting[0];
    return next !== undefined && !this.unsupported && next.timeMillis < nowMillis - lateMillis;
  }

  get idle(): boolean {
    return this.#waiting.length === 0 && this.#decoded.length === 0 && (this.#decoder?.decodeQueueSize ?? 0) === 0;
  }

  #decode(frame: Frame): void {
    const decoder = this.#decoder ?? (frame.key ? this.#configured(frame) : null);
    const data = decodable(this.track.codec, frame.bytes);
    if (decoder === null || data === null) return;
    this.#decoder = decoder;
    this.#begun = true;
    decoder.decode(
      new EncodedVideoChunk({ type: frame.key ? "key" : "delta", timestamp: frame.timeMillis * 1_000, data }),
    );
  }

  #configured(keyFrame: Frame): VideoDecoder | null {
    const config = videoConfig(this.track.codec, keyFrame.bytes);
    if (config === null) return null;
    const decoder: VideoDecoder = new VideoDecoder({
      output: (picture) => this.#take(picture),
      error: (failure) => this.#failed(decoder, failure),
    });
    decoder.configure(config);
    return decoder;
  }

  /** Pictures before the time to begin with are made for those after them: only the newest of them is kept. */
  #take(picture: VideoFrame): void {
    if (this.#closed) {
      picture.close();
      return;
    }
    if (picture.timestamp / 1_000 <= this.#fromMillis) for (const earlier of this.#decoded.splice(0)) earlier.close();
    this.#decoded.push(picture);
  }

  /** The next key frame begins anew, unless the browser does not know the codec at all. */
  #failed(decoder: VideoDecoder, failure: DOMException): void {
    if (this.#decoder !== decoder) return;
    this.#decoder = null;
    this.unsupported = failure.name === "NotSupportedError";
    const key = this.#waiting.findIndex((frame) => frame.key);
    this.#waiting = key < 0 ? [] : this.#waiting.slice(key);
  }

  close(): void {
    this.#closed = true;
    this.#waiting = [];
    for (const picture of this.#decoded.splice(0)) picture.close();
    if (this.#decoder !== null && this.#decoder.state !== "closed") this.#decoder.close();
    this.#decoder = null;
  }
}
