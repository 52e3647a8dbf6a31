// SPDX-License-Identifier: Apache-2.0
import { CallDriver } from "../call/driver";
import { Connection, type Socket, socketTo } from "../connection/connection";
import { api } from "../connection/http";
import { LocalMedia } from "../media/local";
import type { ClientMessage, ConsentAnswer, Content, ServerMessage } from "../protocol/messages";
import { newDesk, type Notice, type Purpose, reduceDesk } from "../state/desk";
import { Store } from "../state/store";
import { text } from "../text";
import { demoProblem, signInProblem, startProblem } from "./problems";

const key = "apotheca.consultation";

/** A member of staff: sign-in → counter ⇄ consultation. One a page. */
export class DeskSession {
  readonly store = new Store(newDesk, reduceDesk);
  readonly media = new LocalMedia();
  readonly call: CallDriver;
  readonly #connection: Connection;
  /** As whom we left the consultation last, and whether the server has yet to hear it. */
  #left: string | null = null;
  #leaveOwed = false;
  /** What we would enter by, until we are in. */
  #way: Extract<ClientMessage, { readonly type: "enter" | "admit" }> | null = null;

  constructor(connect: () => Socket = socketTo("staff")) {
    this.#connection = new Connection(connect, {
      message: (message) => this.#on(message),
      online: (online) => {
        if (!online) this.call.lost();
        this.store.dispatch({ type: "online", online });
      },
      dismissed: (why) => (why === "replaced" ? this.#elsewhere() : this.#expired()),
      stillValid: () => this.#stillValid(),
    });
    this.call = new CallDriver(
      this.media,
      (message) => this.#connection.send(message),
      (event) => this.store.dispatch(event),
    );
  }

  async start(demoKey: string | null): Promise<void> {
    const session = demoKey === null ? await api.staff() : await api.signInToDemo(demoKey);
    if (session.ok) this.#signedIn(session.value.name);
    else this.store.dispatch({ type: "signed-out", problem: demoKey === null ? startProblem(session) : demoProblem(session) });
  }

  async signIn(account: string, password: string): Promise<void> {
    this.store.dispatch({ type: "signing-in" });
    const session = await api.signIn({ account: account.trim(), password });
    if (session.ok) this.#signedIn(session.value.name);
    else this.store.dispatch({ type: "signed-out", problem: signInProblem(session) });
  }

  async signOut(): Promise<void> {
    this.#connection.stop();
    this.#out("left");
    await api.signOut();
    this.store.dispatch({ type: "signed-out", problem: null });
  }

  admit(participant: string): void {
    this.#left = null;
    const { state } = this.store;
    if (state.phase === "desk" && state.call === null) {
      this.store.dispatch({ type: "entering" });
      void this.media.prepare();
    }
    this.#enter({ type: "admit", participant });
  }

  decline(participant: string): void {
    this.#say({ type: "decline", participant });
  }

  remove(participant: string): void {
    this.#say({ type: "remove", participant });
  }

  join(consultation: string): void {
    this.#left = null;
    this.store.dispatch({ type: "entering" });
    void this.media.prepare();
    this.#enter({ type: "enter", consultation });
  }

  #enter(way: Extract<ClientMessage, { readonly type: "enter" | "admit" }>): void {
    this.#way = way;
    this.#say(way);
  }

  /** What one says to being recorded, before one enters or in the consultation; false while the server cannot hear it. */
  answer(consent: ConsentAnswer): boolean {
    const { state } = this.store;
    if (state.phase !== "desk" || state.asked === null || this.#way === null) {
      return this.#connection.send({ type: "consent", ...consent });
    }
    this.store.dispatch({ type: "entering" });
    this.#say({ ...this.#way, consent });
    return true;
  }

  /** Rather not enter than answer. */
  stayOut(): void {
    this.#out("left");
  }

  /** Has the consultation one is in, or one that somebody waits for, recorded with everybody's consent. */
  record(content: Content | null, consultation: string | null): void {
    this.#say({ type: "record", on: true, ...(content && { content }), ...(consultation && { consultation }) });
  }

  /** Ends the recording or the asking, of the consultation one is in or of one that somebody waits for. */
  doNotRecord(consultation: string | null): void {
    this.#say({ type: "record", on: false, ...(consultation && { consultation }) });
  }

  /** A link for a new patient, or for somebody more in the consultation one is in. */
  async invite(purpose: Purpose): Promise<void> {
    const { state } = this.store;
    const consultation = state.phase === "desk" ? (state.call?.consultation ?? null) : null;
    if (purpose !== "patient" && consultation === null) return;
    const made = await api.invite(purpose === "patient" || consultation === null ? null : { consultation, role: purpose });
    if (made.ok) {
      this.store.dispatch({ type: "invited", link: { link: made.value.link, purpose } });
    } else if (made.status === 401) {
      this.#expired();
    } else {
      this.store.dispatch({ type: "problem", problem: made.message || text.unreachable });
    }
  }

  hideLink(): void {
    this.store.dispatch({ type: "invited", link: null });
  }

  leave(): void {
    const { state } = this.store;
    this.#left = state.phase === "desk" ? (state.call?.participant ?? null) : null;
    this.#leaveOwed = !this.#connection.send({ type: "leave" });
    this.#out("left");
  }

  /** The network is back, perhaps another one. */
  hurry(): void {
    this.#connection.hurry();
    this.call.moved();
  }

  #on(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        if (this.#leaveOwed) this.#leaveOwed = !this.#connection.send({ type: "leave" });
        this.#enterAgain();
        return;
      case "entered":
        // The server had not heard yet that we left.
        if (message.participant === this.#left) return;
        window.sessionStorage.setItem(key, message.consultation);
        this.store.dispatch(message);
        void this.call.begin(message.participant);
        return;
      case "answer":
        void this.call.answer(message.sdp);
        return;
      case "layers":
        this.call.layers(message.source, message.highest);
        return;
      case "queue":
        this.store.dispatch(message);
        if (message.waiting.length > 0) this.call.expect();
        return;
      case "asked":
      case "roster":
      case "slots":
      case "speaker":
      case "recording":
        this.store.dispatch(message);
        return;
      case "quality":
        this.store.dispatch(message);
        this.call.limited(message.paused.length, message.reduced.length);
        return;
      case "removed":
      case "ended":
        this.#out(message.type);
        return;
      case "error":
        if (!this.call.refused(message.code)) this.#refused(message.code, message.message);
        return;
      case "waiting":
      case "admitted":
      case "declined":
      case "pong":
    }
  }

  /** After a reload or a lost WebSocket the consultation is entered again without a click. */
  #enterAgain(): void {
    const consultation = window.sessionStorage.getItem(key);
    if (consultation !== null) this.join(consultation);
  }

  #refused(code: string, message: string): void {
    const { state } = this.store;
    const entering = state.phase === "desk" && state.entering;
    const outside = state.phase === "desk" && state.call === null;
    this.store.dispatch({ type: "problem", problem: message });
    // The consultation we wanted to go back to is over.
    if (entering && code !== "not-done" && window.sessionStorage.getItem(key) !== null) this.#out("not-entered");
    else if (entering && outside) void this.media.release();
  }

  #say(message: Parameters<Connection["send"]>[0]): void {
    if (!this.#connection.send(message)) this.store.dispatch({ type: "problem", problem: text.desk.offline });
  }

  #signedIn(name: string): void {
    this.store.dispatch({ type: "signed-in", name });
    this.#connection.start();
  }

  async #stillValid(): Promise<boolean> {
    const session = await api.staff();
    if (session.ok || session.status !== 401) return true;
    this.#expired();
    return false;
  }

  #elsewhere(): void {
    this.#out("left");
    this.store.dispatch({ type: "elsewhere" });
  }

  #expired(): void {
    this.#connection.stop();
    this.#out("left");
    this.store.dispatch({ type: "signed-out", problem: text.signIn.expired });
  }

  #out(notice: Notice): void {
    window.sessionStorage.removeItem(key);
    this.call.end();
    void this.media.release();
    this.store.dispatch({ type: "out", notice });
  }
}
