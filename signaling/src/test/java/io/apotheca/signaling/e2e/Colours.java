// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.util.List;

/** Colours before and after a video codec: RGB, and BT.601 in the limited range that WebRTC sends. */
final class Colours {
    private static final int FAR = 60;

    private Colours() {}

    static boolean near(List<Integer> seen, int rgb) {
        return seen.size() == 3
                && Math.abs(seen.get(0) - (rgb >> 16)) < FAR
                && Math.abs(seen.get(1) - (rgb >> 8 & 0xff)) < FAR
                && Math.abs(seen.get(2) - (rgb & 0xff)) < FAR;
    }

    static int luma(int rgb) {
        return (int) Math.round(16 + (65.481 * red(rgb) + 128.553 * green(rgb) + 24.966 * blue(rgb)) / 255);
    }

    static int blueDifference(int rgb) {
        return (int) Math.round(128 + (-37.797 * red(rgb) - 74.203 * green(rgb) + 112.0 * blue(rgb)) / 255);
    }

    static int redDifference(int rgb) {
        return (int) Math.round(128 + (112.0 * red(rgb) - 93.786 * green(rgb) - 18.214 * blue(rgb)) / 255);
    }

    static List<Integer> rgb(int luma, int blueDifference, int redDifference) {
        double y = 1.164 * (luma - 16);
        double u = blueDifference - 128.0;
        double v = redDifference - 128.0;
        return List.of(clamp(y + 1.596 * v), clamp(y - 0.392 * u - 0.813 * v), clamp(y + 2.017 * u));
    }

    private static int red(int rgb) {
        return rgb >> 16;
    }

    private static int green(int rgb) {
        return rgb >> 8 & 0xff;
    }

    private static int blue(int rgb) {
        return rgb & 0xff;
    }

    private static int clamp(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }
}
