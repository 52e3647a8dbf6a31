// SPDX-License-Identifier: Apache-2.0
import { decode } from "../protocol/decode";
import type { ClientMessage, ServerMessage } from "../protocol/messages";
import { reconnectDelayMillis } from "./backoff";

/** The part of a WebSocket that is used here; tests bring their own. */
export interface Socket {
  readonly readyState: number;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(data: string): void;
  close(code?: number): void;
}

export interface ConnectionListener {
  /** A message of a known type and the right shape. */
  message(message: ServerMessage): void;
  /** Whether the server can be reached: true from its welcome on, false while reconnecting. */
  online(online: boolean): void;
  /** The server closed it for good: the visit goes on in another window, or the session is over. */
  dismissed(why: "replaced" | "over"): void;
  /** Asked before an attempt after one that never got a welcome: may this session still connect? */
  stillValid(): Promise<boolean>;
}

const open = 1;
const pingEveryMillis = 10_000;
const answerWithinMillis = 5_000;

/**
 * The WebSocket to the server, kept up: it reconnects by itself until {@link stop}. What is sent while it is down is
 * dropped, because after a reconnection the server states everything anew and the session says again what it wants.
 */
export class Connection {
  /** Messages that were not understood, by reason. */
  readonly dropped = { unknown: 0, malformed: 0 };
  #socket: Socket | null = null;
  #attempt = 0;
  #welcomed = false;
  #stopped = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heartbeat: ReturnType<typeof setTimeout> | undefined;
  readonly #listener: ConnectionListener;
  readonly #connect: () => Socket;

  constructor(connect: () => Socket, listener: ConnectionListener) {
    this.#connect = connect;
    this.#listener = listener;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#attempt = 0;
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#drop();
  }

  /** Tries at once, for example because the network is back. */
  hurry(): void {
    if (this.#stopped || this.#socket !== null) return;
    clearTimeout(this.#timer);
    this.#attempt = 0;
    this.#open();
  }

  get online(): boolean {
    return this.#welcomed;
  }

  /** False if the connection is down and the message was dropped. */
  send(message: ClientMessage): boolean {
    if (this.#socket === null || this.#socket.readyState !== open) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #open(): void {
    const socket = this.#connect();
    this.#socket = socket;
    socket.onmessage = (event) => this.#read(event.data);
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return;
      const why = dismissalOf(code);
      if (why === null) {
        this.#lost();
        return;
      }
      this.stop();
      this.#listener.dismissed(why);
    };
    this.#watch();
  }

  #read(data: unknown): void {
    this.#watch();
    const reading = decode(typeof data === "string" ? data : "");
    switch (reading.kind) {
      case "unknown":
        this.dropped.unknown += 1;
        return;
      case "malformed":
        this.dropped.malformed += 1;
        return;
      case "message":
        if (reading.message.type === "welcome") {
          this.#attempt = 0;
          this.#welcomed = true;
          this.#listener.online(true);
        }
        this.#listener.message(reading.message);
    }
  }

  /** Any frame proves the connection alive; after a silence we ask, and without an answer it counts as lost. */
  #watch(): void {
    clearTimeout(this.#heartbeat);
    if (this.#socket === null) return;
    this.#heartbeat = setTimeout(() => {
      this.send({ type: "ping" });
      this.#heartbeat = setTimeout(() => this.#lost(), answerWithinMillis);
    }, pingEveryMillis);
  }

  #lost(): void {
    const wasWelcomed = this.#welcomed;
    this.#drop();
    if (this.#stopped) return;
    if (wasWelcomed) this.#listener.online(false);
    const delay = reconnectDelayMillis(this.#attempt);
    this.#attempt += 1;
    this.#timer = setTimeout(() => void this.#retry(wasWelcomed), delay);
  }

  async #retry(wasWelcomed: boolean): Promise<void> {
    const valid = wasWelcomed || (await this.#listener.stillValid());
    if (valid && !this.#stopped && this.#socket === null) this.#open();
  }

  #drop(): void {
    clearTimeout(this.#heartbeat);
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomed = false;
    if (socket === null) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close(1000);
  }
}

/** The server's close codes after which there is no use in coming back. */
function dismissalOf(code: number): "over" | "replaced" | null {
  switch (code) {
    case 4401:
      return "over";
    case 4409:
      return "replaced";
    default:
      return null;
  }
}

/** The server's WebSocket for this page. */
export function socketTo(role: "staff" | "visitor"): () => Socket {
  return () => {
    const url = new URL(`/ws?as=${role}`, window.location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    return new WebSocket(url);
  };
}
