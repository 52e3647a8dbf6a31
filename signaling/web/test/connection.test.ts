// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Connection, type Socket } from "../src/connection/connection";

class FakeSocket implements Socket {
  readyState = 1;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly sent: string[] = [];
  closed = false;

  send(data: string): void {
    this.sent.push(data);
  }

  close(): void {
    this.closed = true;
  }

  receive(frame: unknown): void {
    this.onmessage?.({ data: typeof frame === "string" ? frame : JSON.stringify(frame) } as MessageEvent);
  }

  lose(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code } as CloseEvent);
  }
}

const welcome = { type: "welcome", role: "staff", name: "Ada" };
let sockets: FakeSocket[];
let heard: string[];
let valid: boolean;
let connection: Connection;

function newest(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error("No socket was opened");
  return socket;
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  heard = [];
  valid = true;
  connection = new Connection(
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    {
      message: (message) => heard.push(message.type),
      online: (online) => heard.push(online ? "online" : "offline"),
      dismissed: (why) => heard.push(why),
      stillValid: () => Promise.resolve(valid),
    },
  );
  connection.start();
});

afterEach(() => {
  connection.stop();
  vi.useRealTimers();
});

describe("the connection", () => {
  it("is online from the welcome on", () => {
    expect(connection.online).toBe(false);
    newest().receive(welcome);
    expect(connection.online).toBe(true);
    expect(heard).toEqual(["online", "welcome"]);
  });

  it("reconnects at once, then slower and slower", async () => {
    newest().receive(welcome);
    for (const delay of [0, 250, 500, 1000, 2000, 4000, 5000, 5000]) {
      const before = sockets.length;
      newest().lose();
      if (delay > 0) {
        await vi.advanceTimersByTimeAsync(delay - 1);
        expect(sockets.length, `${delay} ms not over`).toBe(before);
      }
      await vi.advanceTimersByTimeAsync(1);
      expect(sockets.length, `${delay} ms over`).toBe(before + 1);
    }
  });

  it("begins again with no delay after a connection that worked", async () => {
    newest().lose();
    await vi.advanceTimersByTimeAsync(0);
    newest().lose();
    await vi.advanceTimersByTimeAsync(250);
    newest().receive(welcome);
    newest().lose();
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets.length).toBe(4);
  });

  it("tells a loss once, however many attempts fail", async () => {
    newest().receive(welcome);
    newest().lose();
    await vi.advanceTimersByTimeAsync(0);
    newest().lose();
    await vi.advanceTimersByTimeAsync(250);
    expect(heard).toEqual(["online", "welcome", "offline"]);
  });

  it("stops trying when the session is no longer valid", async () => {
    valid = false;
    newest().lose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets.length).toBe(1);
  });

  it("asks after a silence, and gives the socket up when nothing answers", async () => {
    newest().receive(welcome);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(newest().sent).toEqual(['{"type":"ping"}']);
    await vi.advanceTimersByTimeAsync(5_001);
    expect(sockets[0]?.closed).toBe(true);
    expect(sockets.length).toBe(2);
  });

  it("stays when the answer comes", async () => {
    newest().receive(welcome);
    await vi.advanceTimersByTimeAsync(10_000);
    newest().receive({ type: "pong" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sockets.length).toBe(1);
  });

  it("counts what it does not understand, and goes on", () => {
    newest().receive({ type: "newer" });
    newest().receive("{");
    newest().receive({ type: "answer" });
    newest().receive(welcome);
    expect(connection.dropped).toEqual({ unknown: 1, malformed: 2 });
    expect(heard).toEqual(["online", "welcome"]);
  });

  it.each([
    [4409, "replaced"],
    [4401, "over"],
  ])("does not come back after close code %d", async (code, why) => {
    newest().receive(welcome);
    newest().lose(code);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets.length).toBe(1);
    expect(heard).toEqual(["online", "welcome", why]);
  });

  it("drops what is sent while it is down", () => {
    newest().readyState = 0;
    expect(connection.send({ type: "leave" })).toBe(false);
    expect(newest().sent).toEqual([]);
  });

  it("is silent after stop", async () => {
    newest().receive(welcome);
    connection.stop();
    newest().lose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets.length).toBe(1);
    expect(newest().closed).toBe(true);
  });
});
