// SPDX-License-Identifier: Apache-2.0
import { type Bytes, join } from "./bytes";
import { ArchiveProblem, type ProblemKind } from "./problem";

/** Where a part's sealed bytes come from. */
export interface ByteSource {
  /** As it was when the source was opened. */
  readonly length: number;
  /** Exactly these bytes, or an {@link ArchiveProblem}. */
  read(from: number, length: number): Promise<Bytes>;
}

export function sourceOf(bytes: Bytes): ByteSource {
  return {
    length: bytes.length,
    read: (from, length) =>
      from + length <= bytes.length
        ? Promise.resolve(bytes.slice(from, from + length))
        : Promise.reject(new ArchiveProblem("truncated")),
  };
}

const chunkLength = 512 * 1024;
const keptChunks = 32;

/** A part on the server, read in aligned chunks, the next of which is fetched ahead. */
export class HttpSource implements ByteSource {
  readonly #address: string;
  readonly #chunks = new Map<number, Promise<Bytes>>();
  #length = 0;

  private constructor(address: string) {
    this.#address = address;
  }

  static async open(address: string): Promise<HttpSource> {
    const source = new HttpSource(address);
    const first = source.#fetch(0);
    source.#chunks.set(0, first);
    await first;
    return source;
  }

  get length(): number {
    return this.#length;
  }

  async read(from: number, length: number): Promise<Bytes> {
    if (from + length > this.#length) throw new ArchiveProblem("truncated");
    const pieces: Bytes[] = [];
    for (let at = from; at < from + length; ) {
      const number = Math.floor(at / chunkLength);
      const chunk = await this.#chunk(number);
      const begin = at - number * chunkLength;
      const piece = chunk.subarray(begin, begin + from + length - at);
      if (piece.length === 0) throw new ArchiveProblem("truncated");
      pieces.push(piece);
      at += piece.length;
      this.#ahead(number + 1);
    }
    return join(...pieces);
  }

  #ahead(number: number): void {
    if (number * chunkLength < this.#length && !this.#chunks.has(number)) this.#chunk(number).catch(() => undefined);
  }

  /** The chunks used last are kept; one that failed is asked for again the next time. */
  #chunk(number: number): Promise<Bytes> {
    const chunk = this.#chunks.get(number) ?? this.#fetch(number);
    this.#chunks.delete(number);
    this.#chunks.set(number, chunk);
    const [oldest] = this.#chunks.keys();
    if (this.#chunks.size > keptChunks && oldest !== undefined) this.#chunks.delete(oldest);
    chunk.catch(() => this.#chunks.delete(number));
    return chunk;
  }

  async #fetch(number: number): Promise<Bytes> {
    const from = number * chunkLength;
    let response: Response;
    let body: Bytes;
    try {
      response = await fetch(this.#address, {
        credentials: "same-origin",
        cache: "no-store",
        headers: { Range: `bytes=${from}-${from + chunkLength - 1}` },
      });
      body = new Uint8Array(await response.arrayBuffer());
    } catch {
      throw new ArchiveProblem("unreachable");
    }
    if (response.status !== 206) throw new ArchiveProblem(problemOf(response.status));
    const total = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get("Content-Range") ?? "");
    if (total === null || Number(total[1]) !== from) throw new ArchiveProblem("unreachable");
    if (this.#length === 0) this.#length = Number(total[2]);
    return body;
  }
}

function problemOf(status: number): ProblemKind {
  switch (status) {
    case 401:
      return "signed-out";
    case 404:
      return "not-found";
    case 410:
      return "deleted";
    case 416:
      return "truncated";
    case 429:
      return "too-many";
    default:
      return "unreachable";
  }
}
