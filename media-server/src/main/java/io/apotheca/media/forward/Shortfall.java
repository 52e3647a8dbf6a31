// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/** Why a receiver is not shown the best picture there is. */
public enum Shortfall {
    /** It is. */
    NONE,
    /** Its path does not carry more. */
    PATH,
    /** A key frame is on its way. */
    WAITING,
    /** The publisher sends none. */
    NOT_SENT
}
