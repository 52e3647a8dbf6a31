// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How much later than its flash each beep is, in milliseconds; negative where the sound is too early. In order of time. */
record LipSync(List<Double> offsets) {
    /** What is further apart does not belong together: one of them was not sent. */
    private static final double TOGETHER_MILLIS = 400;

    LipSync {
        offsets = List.copyOf(offsets);
    }

    /** Of somebody whose beeps have this tone, in this part of the file's first track of pictures. */
    static LipSync of(Path file, String where, int toneHz) {
        List<Double> beeps = Sound.of(file).beeps(toneHz);
        List<Double> offsets = new ArrayList<>();
        for (double flash : Flashes.in(file, where)) {
            beeps.stream()
                    .map(beep -> beep - flash)
                    .min(Comparator.comparingDouble(Math::abs))
                    .filter(offset -> Math.abs(offset) < TOGETHER_MILLIS)
                    .ifPresent(offsets::add);
        }
        return new LipSync(offsets);
    }

    double median() {
        return share(0.5, offsets);
    }

    /** How far from this offset all but a twentieth are at most. */
    double farthest(double from) {
        return share(
                0.95, offsets.stream().map(offset -> Math.abs(offset - from)).toList());
    }

    private static double share(double part, List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        return values.stream()
                .sorted()
                .skip((long) Math.floor(part * (values.size() - 1) + 0.5))
                .findFirst()
                .orElseThrow();
    }
}
