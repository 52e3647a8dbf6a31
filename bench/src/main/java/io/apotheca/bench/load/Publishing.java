// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

/**
 * What a participant sends.
 *
 * @param audio one voice
 * @param videoBps of payload, of all simulcast streams together; 0 for no picture
 * @param layers simulcast streams, 1 to 3
 */
public record Publishing(boolean audio, long videoBps, int layers) {
    /** Only watches. */
    public static final Publishing NOTHING = new Publishing(false, 0, 1);

    public Publishing {
        if (videoBps < 0 || layers < 1 || layers > 3) {
            throw new IllegalArgumentException("a picture has a rate and one to three streams");
        }
    }

    public boolean video() {
        return videoBps > 0;
    }
}
