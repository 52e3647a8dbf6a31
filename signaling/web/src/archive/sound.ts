// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "./clock";
import type { Frame } from "./recording";
import { type Channels, Stretch } from "./stretch";
import type { Track } from "./timeline";

const aheadMillis = 1_500;
const mostDecoding = 25;
const prerollMillis = 80;
const sampleRate = 48_000;
/** Times are whole milliseconds, and move a little with the sender's clock: what is nearer than this follows seamlessly. */
const seamMillis = 40;
const levelMillis = 60;
const heardLevel = 0.01;

/** What a lane needs of the clock that everybody shares. */
export interface Sounding {
  readonly clock: Clock;
  readonly speed: number;
  /** When, on the context's clock, something of the recording is heard. */
  whenSeconds(timeMillis: number): number;
}

/** The sound of one track, from a time on: decoded ahead and laid on the context's clock, which mixes all of them. */
export class SoundLane {
  readonly track: Track;
  readonly #fromMillis: number;
  readonly #sounding: Sounding;
  #waiting: Frame[] = [];
  #decoder: AudioDecoder | null = null;
  #nextMillis = 0;
  #stretch: Stretch | null = null;
  /** When what the stretch gives next is heard. */
  #stretchedSeconds = 0;
  #nodes = new Set<AudioBufferSourceNode>();
  #levels: { readonly timeMillis: number; readonly level: number }[] = [];
  #closed = false;

  constructor(track: Track, fromMillis: number, sounding: Sounding) {
    this.track = track;
    this.#fromMillis = fromMillis;
    this.#sounding = sounding;
  }

  offer(frame: Frame): void {
    if (frame.timeMillis >= this.#fromMillis - prerollMillis) this.#waiting.push(frame);
  }

  turn(nowMillis: number): void {
    const until = nowMillis + aheadMillis * this.#sounding.speed;
    while (!this.#closed && (this.#decoder?.decodeQueueSize ?? 0) < mostDecoding) {
      const next = this.#waiting[0];
      if (next === undefined || next.timeMillis > until) break;
      this.#waiting.shift();
      this.#decode(next);
    }
    const past = this.#levels.findLastIndex(({ timeMillis }) => timeMillis < nowMillis - levelMillis);
    if (past > 0) this.#levels.splice(0, past);
  }

  /** Whether there is sound at that time that one would hear. */
  heard(nowMillis: number): boolean {
    return this.#levels.some(
      ({ timeMillis, level }) => level > heardLevel && Math.abs(timeMillis - nowMillis) < 2 * levelMillis,
    );
  }

  get idle(): boolean {
    return this.#waiting.length === 0 && this.#nodes.size === 0 && (this.#decoder?.decodeQueueSize ?? 0) === 0;
  }

  #decode(frame: Frame): void {
    this.#decoder ??= this.#configured();
    const timestamp = frame.timeMillis * 1_000;
    this.#decoder.decode(new EncodedAudioChunk({ type: "key", timestamp, data: frame.bytes }));
  }

  #configured(): AudioDecoder {
    const decoder: AudioDecoder = new AudioDecoder({
      output: (sound) => {
        if (!this.#closed) this.#play(sound);
        sound.close();
      },
      error: () => {
        if (this.#decoder === decoder) this.#decoder = null;
      },
    });
    decoder.configure({ codec: "opus", sampleRate, numberOfChannels: 2 });
    return decoder;
  }

  #play(sound: AudioData): void {
    const { clock } = this.#sounding;
    const at = sound.timestamp / 1_000;
    const seamless = Math.abs(at - this.#nextMillis) < seamMillis;
    const startMillis = seamless ? this.#nextMillis : at;
    this.#nextMillis = startMillis + (1_000 * sound.numberOfFrames) / sound.sampleRate;
    if (startMillis < this.#fromMillis) return;
    const channels = samplesOf(sound);
    this.#levels.push({ timeMillis: startMillis, level: loudness(channels[0] ?? new Float32Array(0)) });
    if (!clock.deaf) this.#lay(channels, sound.sampleRate, this.#sounding.whenSeconds(startMillis), seamless);
  }

  /** As it is, or made faster or slower first, which keeps a little of it waiting for what follows. */
  #lay(channels: Channels, rate: number, whenSeconds: number, seamless: boolean): void {
    const { speed } = this.#sounding;
    if (speed === 1) {
      this.#schedule(channels, rate, whenSeconds);
      return;
    }
    if (!seamless || this.#stretch === null) {
      this.#stretch = new Stretch(speed, channels.length);
      this.#stretchedSeconds = whenSeconds;
    }
    const made = this.#stretch.push(channels);
    this.#schedule(made, rate, this.#stretchedSeconds);
    this.#stretchedSeconds += (made[0]?.length ?? 0) / rate;
  }

  #schedule(channels: Channels, sampleRate: number, whenSeconds: number): void {
    const { context } = this.#sounding.clock;
    const length = channels[0]?.length ?? 0;
    const late = context.currentTime - whenSeconds;
    if (length === 0 || late > length / sampleRate) return;
    const buffer = context.createBuffer(channels.length, length, sampleRate);
    channels.forEach((samples, channel) => buffer.copyToChannel(samples, channel));
    const node = new AudioBufferSourceNode(context, { buffer });
    node.connect(context.destination);
    node.addEventListener("ended", () => this.#nodes.delete(node));
    this.#nodes.add(node);
    node.start(Math.max(whenSeconds, context.currentTime), Math.max(0, late));
  }

  close(): void {
    this.#closed = true;
    this.#waiting = [];
    for (const node of this.#nodes) {
      node.stop();
      node.disconnect();
    }
    this.#nodes.clear();
    if (this.#decoder !== null && this.#decoder.state !== "closed") this.#decoder.close();
    this.#decoder = null;
  }
}

function samplesOf(sound: AudioData): Channels {
  return Array.from({ length: sound.numberOfChannels }, (_, channel) => {
    const samples = new Float32Array(sound.numberOfFrames);
    sound.copyTo(samples, { planeIndex: channel, format: "f32-planar" });
    return samples;
  });
}

/** Root of the mean square. */
function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}
