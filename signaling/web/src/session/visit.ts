// SPDX-License-Identifier: Apache-2.0
import { CallDriver } from "../call/driver";
import { Connection, type Socket, socketTo } from "../connection/connection";
import { api } from "../connection/http";
import { LocalMedia } from "../media/local";
import type { ConsentAnswer, ServerMessage } from "../protocol/messages";
import { Store } from "../state/store";
import { type Farewell, newVisit, reduceVisit, type Refusal } from "../state/visit";
import { text } from "../text";
import type { Invitation } from "./invitation";

/** A patient's or guest's visit: link → check in → waiting room → consultation → farewell. One a page. */
export class VisitSession {
  readonly store = new Store(newVisit, reduceVisit);
  readonly media = new LocalMedia();
  readonly call: CallDriver;
  readonly #connection: Connection;
  readonly #invitation: Invitation;

  constructor(invitation: Invitation, connect: () => Socket = socketTo("visitor")) {
    this.#invitation = invitation;
    this.#connection = new Connection(connect, {
      message: (message) => this.#on(message),
      online: (online) => {
        if (!online) this.call.lost();
        this.store.dispatch({ type: "online", online });
      },
      dismissed: (why) => this.#goodbye(why === "replaced" ? "elsewhere" : "ended"),
      stillValid: () => this.#stillValid(),
    });
    this.call = new CallDriver(
      this.media,
      (message) => this.#connection.send(message),
      (event) => this.store.dispatch(event),
    );
  }

  /** Finds out where this visitor stands: a fresh link, or a visit that a reload interrupted. */
  async start(): Promise<void> {
    const token = this.#invitation.token;
    if (token === null) {
      if (!(await this.#resume())) this.#refuse("no-link");
      return;
    }
    const looked = await api.look(token);
    if (looked.ok) {
      const { pharmacy, name } = looked.value;
      this.store.dispatch({ type: "invited", pharmacy, name: name ?? null });
      void this.media.prepare();
      return;
    }
    // The link of a visit that is going on in this very browser, opened once more.
    if (looked.code === "link-used" && (await this.#resume())) return;
    this.#refuse(refusalOf(looked.code, looked.status));
  }

  async checkIn(name: string): Promise<void> {
    const token = this.#invitation.token;
    if (token === null) return;
    this.store.dispatch({ type: "checking-in" });
    const done = await api.checkIn(token, name.trim() || text.visit.unnamed);
    if (done.ok) {
      this.#invitation.forget();
      this.#connection.start();
    } else if (done.status === 410) {
      this.#refuse(refusalOf(done.code, done.status));
    } else {
      this.store.dispatch({ type: "not-checked-in", problem: done.message || text.unreachable });
    }
  }

  /** What one says to being recorded; false while the server cannot hear it. */
  answer(consent: ConsentAnswer): boolean {
    return this.#connection.send({ type: "consent", ...consent });
  }

  leave(): void {
    // The server hears it over whichever way is open.
    if (!this.#connection.send({ type: "leave" })) void api.leave();
    this.#goodbye("left");
  }

  /** The network is back, perhaps another one. */
  hurry(): void {
    this.#connection.hurry();
    this.call.moved();
  }

  #on(message: ServerMessage): void {
    switch (message.type) {
      case "waiting":
        void this.media.prepare();
        this.call.end();
        this.call.expect();
        this.store.dispatch({ type: "waiting", since: message.since });
        return;
      case "admitted":
        this.store.dispatch({ type: "admitted", participant: message.participant });
        void this.call.begin(message.participant);
        return;
      case "answer":
        void this.call.answer(message.sdp);
        return;
      case "layers":
        this.call.layers(message.source, message.highest);
        return;
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
      case "declined":
      case "removed":
      case "ended":
        this.#goodbye(message.type);
        return;
      case "error":
        this.call.refused(message.code);
        return;
      case "welcome":
      case "queue":
      case "entered":
      case "asked":
      case "pong":
    }
  }

  async #resume(): Promise<boolean> {
    const visit = await api.visit();
    if (!visit.ok) {
      if (visit.status === 0) this.#refuse("unreachable");
      return visit.status === 0;
    }
    switch (visit.value.state) {
      case "waiting":
      case "admitted":
        this.#invitation.forget();
        void this.media.prepare();
        this.#connection.start();
        return true;
      case "declined":
      case "removed":
      case "left":
      case "ended":
        this.#goodbye(visit.value.state);
        return true;
    }
  }

  async #stillValid(): Promise<boolean> {
    const visit = await api.visit();
    if (!visit.ok) {
      if (visit.status !== 401) return true;
      this.#goodbye("ended");
      return false;
    }
    if (visit.value.state === "waiting" || visit.value.state === "admitted") return true;
    this.#goodbye(visit.value.state);
    return false;
  }

  #goodbye(how: Farewell): void {
    this.#connection.stop();
    this.call.end();
    void this.media.release();
    this.#invitation.forget();
    this.store.dispatch({ type: "gone", how });
  }

  #refuse(why: Refusal): void {
    if (why !== "unreachable") this.#invitation.forget();
    void this.media.release();
    this.store.dispatch({ type: "refused", why });
  }
}

function refusalOf(code: string, status: number): Refusal {
  if (code === "link-used" || code === "link-expired" || code === "unknown-link") return code;
  return status === 0 || status >= 500 ? "unreachable" : "unknown-link";
}
