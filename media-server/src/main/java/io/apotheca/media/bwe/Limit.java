// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/** What holds the target where it is. */
public enum Limit {
    /** Nothing known: the target grows. */
    NONE,
    /** Too little is sent to learn more. */
    APPLICATION,
    /** The path is full: the target keeps a short queue. */
    DELAY,
    /** A queue of ours is being drained. */
    DRAINING,
    /** Loss grows with what is sent. */
    LOSS,
    /** Somebody else keeps the queue full: the target goes by loss alone. */
    COMPETING,
    /** The receiver reports nothing. */
    SILENCE
}
