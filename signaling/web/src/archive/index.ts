// SPDX-License-Identifier: Apache-2.0
import type { Block } from "./matroska";

interface Place {
  readonly timeMillis: number;
  readonly position: number;
}

/** The last of them that is not after; -1 if all are. By halves: they are in order. */
export function lastNotAfter<T>(all: readonly T[], by: (one: T) => number, limit: number): number {
  let low = -1;
  let high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const one = all[middle];
    if (one !== undefined && by(one) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where in a part what is, found while it is looked through from its beginning. */
export class PartIndex {
  /** How much media is before each segment that was looked at. */
  readonly #starts: number[] = [];
  readonly #clusters: Place[] = [];
  readonly #keys = new Map<number, Place[]>();
  firstMillis: number | null = null;
  lastMillis = 0;

  segment(mediaPosition: number): void {
    this.#starts.push(mediaPosition);
  }

  get segments(): number {
    return this.#starts.length;
  }

  time(timeMillis: number): void {
    this.firstMillis ??= timeMillis;
    this.lastMillis = Math.max(this.lastMillis, timeMillis);
  }

  block({ track, timeMillis, key, clusterPosition: position }: Block): void {
    this.time(timeMillis);
    if (this.#clusters.at(-1)?.position !== position) this.#clusters.push({ timeMillis, position });
    if (!key) return;
    const keys = this.#keys.get(track) ?? [];
    this.#keys.set(track, keys);
    if (keys.at(-1)?.position !== position) keys.push({ timeMillis, position });
  }

  /** Where the segment's number and what is to be skipped in the media are, for a media position. */
  segmentAt(position: number): number {
    return Math.max(0, lastNotAfter(this.#starts, (start) => start, position));
  }

  /**
   * Where to begin reading, so that at a time there is sound, and a picture of each of these tracks if it had a key frame
   * not longer before than `mostMillis`.
   */
  positionFor(timeMillis: number, tracks: readonly number[], mostMillis: number): number {
    const ahead = lastNotAfter(this.#clusters, (place) => place.timeMillis, timeMillis - 200);
    const places = tracks.map((track) => {
      const keys = this.#keys.get(track) ?? [];
      return keys[lastNotAfter(keys, (place) => place.timeMillis, timeMillis)];
    });
    return [this.#clusters[Math.max(0, ahead)], ...places]
      .filter((place) => place !== undefined && place.timeMillis >= timeMillis - mostMillis)
      .reduce((least, place) => Math.min(least, place?.position ?? least), this.#clusters.at(Math.max(0, ahead))?.position ?? 0);
  }
}
