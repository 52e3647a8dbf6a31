// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import io.apotheca.recorder.seal.SegmentCipher;

/** Where things are in a part: all segments are equally long, and the first begins with the stream's own header. */
final class StreamLayout {
    /** Its own length, the salt, the nonces' prefix, as Tink's streaming has it. */
    static final int HEADER_LENGTH = 1 + SegmentCipher.SALT_LENGTH + SegmentCipher.PREFIX_LENGTH;

    private StreamLayout() {}

    /** Where in the segment the ciphertext begins. */
    static int start(int segment) {
        return segment == 0 ? HEADER_LENGTH : 0;
    }

    /** How many bytes of plaintext the segment has. */
    static int plainLength(int segment, int segmentLength) {
        return segmentLength - start(segment) - SegmentCipher.TAG_LENGTH;
    }
}
