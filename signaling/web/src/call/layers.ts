// SPDX-License-Identifier: Apache-2.0

/** One simulcast stream of the camera: how much smaller it is than what is captured, and its bits a second at most. */
export interface Layer {
  readonly scaleResolutionDownBy: number;
  readonly maxBitrate: number;
}

/** Names of the camera's streams, lowest first as the server expects. */
export const rids = ["l", "m", "h"] as const;

/**
 * The streams that a picture of this size is sent in, lowest first, the highest in full size. libwebrtc encodes two of them
 * below 960×540 and one below 480×270, the lowest, so that three would lose the full size there.
 */
export function layersOf(width: number, height: number): readonly Layer[] {
  if (width * height >= 960 * 540) {
    return [
      { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
      { scaleResolutionDownBy: 2, maxBitrate: 500_000 },
      { scaleResolutionDownBy: 1, maxBitrate: 1_500_000 },
    ];
  }
  if (width * height >= 480 * 270) {
    return [
      { scaleResolutionDownBy: 2, maxBitrate: 250_000 },
      { scaleResolutionDownBy: 1, maxBitrate: 1_000_000 },
    ];
  }
  return [{ scaleResolutionDownBy: 1, maxBitrate: 400_000 }];
}
