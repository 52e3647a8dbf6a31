// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { layersOf } from "../src/call/layers";

test.each([
  [1280, 720, [4, 2, 1]],
  [960, 540, [4, 2, 1]],
  [540, 960, [4, 2, 1]],
  [640, 480, [2, 1]],
  [480, 270, [2, 1]],
  [320, 180, [1]],
])("a camera of %d×%d is sent smaller by %j", (width, height, scales) => {
  expect(layersOf(width, height).map((layer) => layer.scaleResolutionDownBy)).toEqual(scales);
});
