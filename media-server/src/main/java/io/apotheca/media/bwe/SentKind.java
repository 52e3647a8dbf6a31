// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/** What a sent packet was for. */
public enum SentKind {
    /** Never waits. */
    AUDIO,
    VIDEO,
    /** Sent again because it was asked for. */
    REPAIR,
    /** Sent to find out more. */
    PADDING
}
