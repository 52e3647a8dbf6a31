// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from "react";

/** A value that changes by events through a pure reducer, and tells who watches it. */
export class Store<S, E> {
  #state: S;
  readonly #reduce: (state: S, event: E) => S;
  readonly #watchers = new Set<() => void>();

  constructor(initial: S, reduce: (state: S, event: E) => S) {
    this.#state = initial;
    this.#reduce = reduce;
  }

  get state(): S {
    return this.#state;
  }

  dispatch(event: E): void {
    const next = this.#reduce(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const watcher of [...this.#watchers]) watcher();
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly snapshot = (): S => this.#state;
}

/** The store's state, as a React value. */
export function useStore<S, E>(store: Store<S, E>): S {
  return useSyncExternalStore(store.subscribe, store.snapshot);
}
