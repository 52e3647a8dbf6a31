// SPDX-License-Identifier: Apache-2.0

/**
 * The diagnostic hook: a read-only view on `window.apotheca` for support and for tests, which ask the browser itself
 * (getStats) how the media fares. It gives no more than the page's own scripts have.
 */
export interface Diagnostics {
  /** The peer connections that are open, newest last. */
  readonly peerConnections: readonly RTCPeerConnection[];
  /** How often a local description was set since the page was loaded: once a call, unless the media path failed. */
  readonly localDescriptions: number;
}

declare global {
  interface Window {
    readonly apotheca: Diagnostics;
  }
}

const open: RTCPeerConnection[] = [];
let localDescriptions = 0;

export function noteOpened(connection: RTCPeerConnection): void {
  open.push(connection);
}

export function noteClosed(connection: RTCPeerConnection): void {
  const at = open.indexOf(connection);
  if (at >= 0) open.splice(at, 1);
}

export function noteLocalDescription(): void {
  localDescriptions += 1;
}

export function installDiagnostics(): void {
  const view: Diagnostics = Object.freeze({
    get peerConnections() {
      return Object.freeze([...open]);
    },
    get localDescriptions() {
      return localDescriptions;
    },
  });
  Object.defineProperty(window, "apotheca", { value: view });
}
