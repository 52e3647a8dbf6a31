// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;

/** A little of what fuzzing looks for, at each build. */
class RandomEventsTest {
    @Test
    void theStreamStaysWhole() {
        Property.check(11, 500, random -> {
            byte[] script = new byte[random.nextInt(4_000)];
            random.nextBytes(script);
            for (int track = 0; track < Math.min(6, script.length / 10); track++) {
                script[track * 5] = 0;
                script[track * 5 + 2] = 2;
                script[track * 5 + 1] = (byte) track;
                script[track * 5 + 3] = (byte) track;
                script[track * 5 + 4] = (byte) track;
            }
            EventScript.play(script);
        });
    }
}
