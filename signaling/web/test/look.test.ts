// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { layersOf } from "../src/call/layers";
import { lookAt } from "../src/call/look";

const sent = { layers: layersOf(640, 360), encoded: 2, screen: false };

/** Rows as Chromium has them, cut down to what is read. */
const chromium = new Map(
  [
    { id: "T", type: "transport", selectedCandidatePairId: "P2" },
    { id: "P1", type: "candidate-pair", bytesReceived: 5, responsesReceived: 1, availableOutgoingBitrate: 1 },
    { id: "P2", type: "candidate-pair", bytesReceived: 100, responsesReceived: 3, availableOutgoingBitrate: 900_000 },
    { id: "M", type: "media-source", kind: "video", framesPerSecond: 20 },
    { id: "A", type: "outbound-rtp", kind: "audio", targetBitrate: 32_000 },
    { id: "H", type: "outbound-rtp", kind: "video", rid: "h", mediaSourceId: "M", targetBitrate: 0 },
    { id: "L", type: "outbound-rtp", kind: "video", rid: "l", mediaSourceId: "M", targetBitrate: 250_000, framesPerSecond: 19 },
    { id: "S", type: "outbound-rtp", kind: "video", targetBitrate: 400_000 },
    { id: "N", type: "outbound-rtp", kind: "video", rid: "m", mediaSourceId: "M", targetBitrate: 160_000, framesPerSecond: 5 },
    { id: "RA", type: "remote-inbound-rtp", kind: "audio", fractionLost: 0.25, roundTripTime: 0.375 },
    { id: "RV", type: "remote-inbound-rtp", kind: "video", fractionLost: 1, roundTripTime: 9 },
  ].map((row) => [row.id, row]),
);

describe("a look", () => {
  it("finds what the path carries, and what each stream may have, lowest first", () => {
    expect(lookAt(chromium, sent)).toEqual({
      arrived: 109,
      availableBps: 900_000,
      lost: 0.25,
      roundTripMillis: 375,
      othersBps: 432_000,
      streams: [
        { targetBps: 250_000, halting: false },
        { targetBps: 160_000, halting: true },
      ],
      layers: sent.layers,
      screen: false,
    });
  });

  it("leaves out streams that are not encoded", () => {
    expect(lookAt(chromium, { ...sent, encoded: 1 }).streams).toEqual([{ targetBps: 250_000, halting: false }]);
    expect(lookAt(chromium, { ...sent, encoded: 0 }).streams).toEqual([]);
  });

  it("takes what is missing for nothing where the browser tells it of others", () => {
    const paused = new Map([...chromium].map(([id, row]) => [id, id === "N" ? { type: "outbound-rtp", kind: "video", rid: "m", mediaSourceId: "M" } : row]));
    expect(lookAt(paused, sent).streams[1]).toEqual({ targetBps: 0, halting: true });
  });

  it("knows what it is not told", () => {
    const firefox = new Map([["L", { type: "outbound-rtp", kind: "video", rid: "l" }]]);
    expect(lookAt(firefox, sent)).toMatchObject({
      arrived: 0,
      availableBps: null,
      lost: null,
      roundTripMillis: null,
      streams: [{ targetBps: null, halting: false }],
    });
  });
});
