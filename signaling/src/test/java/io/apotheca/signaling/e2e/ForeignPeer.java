// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.util.List;

/**
 * A WebRTC stack that is not a browser's. It offers a microphone, a camera and one slot pair, sends its person's colours
 * and tone, and tells what it receives.
 */
interface ForeignPeer extends AutoCloseable {
    /** What has arrived so far; colours (red, green, blue) are those of the newest frame's halves. */
    record Report(String state, long frames, List<Integer> left, List<Integer> right, long samples, double toneHz) {
        boolean shows(Person person) {
            return Colours.near(left, person.left()) && Colours.near(right, person.right());
        }

        boolean sounds(Person person) {
            return Math.abs(toneHz - person.toneHz()) < 15;
        }
    }

    String offer();

    void answer(String sdp);

    Report report();

    @Override
    void close();
}
