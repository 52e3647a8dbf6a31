// SPDX-License-Identifier: Apache-2.0
import { layersOf } from "../src/call/layers";
import type { Look } from "../src/call/look";

/** A look at a camera of 640×360 whose streams may have this much, lowest first; the higher ones of several halt below half of their rate. */
export function seen(targetsBps: readonly number[], more: Partial<Look> = {}): Look {
  const layers = layersOf(640, 360);
  return {
    arrived: 0,
    availableBps: null,
    lost: 0,
    roundTripMillis: 50,
    othersBps: 32_000,
    streams: targetsBps.map((targetBps, index) => ({
      targetBps,
      halting: index > 0 && targetBps < (layers[index]?.maxBitrate ?? 0) / 2,
    })),
    layers,
    screen: false,
    ...more,
  };
}
