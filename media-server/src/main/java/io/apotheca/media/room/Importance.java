// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

/** What becomes of a participant's camera where a receiver's path does not carry everybody's. */
public enum Importance {
    /** As anybody's; the speaker's comes first. */
    USUAL,
    /** It is read, as sign language is: it stays legible before others are shown better, and pauses last. */
    READ
}
