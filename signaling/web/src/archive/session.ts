// SPDX-License-Identifier: Apache-2.0
import { Store } from "../state/store";
import { openKeyFile } from "./keyfile";
import { type Listed, listRecordings, listedParts } from "./listing";
import { canPlay, Player } from "./player";
import { ArchiveProblem, type ProblemKind } from "./problem";
import { Recording } from "./recording";
import { HttpSource } from "./source";

export type Trouble = ProblemKind | "no-decoders";

interface Listing {
  readonly recordings: readonly Listed[];
  readonly next: string | null;
}

export type ArchiveState =
  | { readonly phase: "looking" }
  | { readonly phase: "signed-out" }
  | { readonly phase: "failed" }
  | ({ readonly phase: "list"; readonly busy: boolean } & Listing)
  | { readonly phase: "key"; readonly listing: Listing; readonly chosen: Listed; readonly busy: boolean; readonly problem: Trouble | null }
  | {
      readonly phase: "playing";
      readonly listing: Listing;
      readonly chosen: Listed;
      readonly player: Player;
      /** Parts whose bytes are not there. */
      readonly missingParts: number;
    };

/** A staff member who looks for a recording, opens it and plays it. One a page. */
export class ArchiveSession {
  readonly store = new Store<ArchiveState, ArchiveState>({ phase: "looking" }, (_, next) => next);

  async start(): Promise<void> {
    this.store.dispatch({ phase: "looking" });
    await this.#list({ recordings: [], next: null });
  }

  async more(): Promise<void> {
    const { state } = this.store;
    if (state.phase !== "list" || state.busy) return;
    this.store.dispatch({ ...state, busy: true });
    await this.#list(state);
  }

  async #list(before: Listing): Promise<void> {
    const page = await listRecordings(before.next);
    if (page.ok) {
      const recordings = [...before.recordings, ...page.value.recordings];
      this.store.dispatch({ phase: "list", busy: false, recordings, next: page.value.next });
    } else {
      this.store.dispatch({ phase: page.status === 401 ? "signed-out" : "failed" });
    }
  }

  choose(chosen: Listed): void {
    const { state } = this.store;
    if (state.phase !== "list") return;
    const { recordings, next } = state;
    const problem = canPlay() ? null : "no-decoders";
    this.store.dispatch({ phase: "key", listing: { recordings, next }, chosen, busy: false, problem });
  }

  /** Back to the list; the key is forgotten with the recording. */
  back(): void {
    const { state } = this.store;
    if (state.phase !== "key" && state.phase !== "playing") return;
    if (state.phase === "playing") state.player.close();
    this.store.dispatch({ phase: "list", busy: false, ...state.listing });
  }

  async open(file: File, passphrase: string): Promise<void> {
    const { state } = this.store;
    if (state.phase !== "key" || state.busy) return;
    this.store.dispatch({ ...state, busy: true, problem: null });
    try {
      const key = await openKeyFile(file.size > 100_000 ? "" : await file.text(), passphrase);
      const { found, missing } = await this.#parts(state.chosen);
      const sources = found.map(({ source }) => source);
      const recording = await Recording.open(sources, key, found.map(({ digests }) => digests));
      if (this.store.state.phase !== "key") return;
      const player = new Player(recording);
      this.store.dispatch({ ...state, phase: "playing", player, missingParts: missing });
    } catch (failure) {
      if (!(failure instanceof ArchiveProblem)) throw failure;
      if (this.store.state.phase === "key") this.store.dispatch({ ...state, busy: false, problem: failure.kind });
    }
  }

  async #parts(chosen: Listed) {
    const tried = await Promise.all(
      listedParts(chosen).map(async ({ address, digests }) => ({
        source: await HttpSource.open(address).catch(missingOnly),
        digests,
      })),
    );
    const found = tried.flatMap(({ source, digests }) => (source === null ? [] : [{ source, digests }]));
    return { found, missing: chosen.parts.length - found.length };
  }
}

/** One part that is not there does not keep the others from being played. */
function missingOnly(failure: unknown): null {
  if (failure instanceof ArchiveProblem && failure.kind === "not-found") return null;
  throw failure;
}
