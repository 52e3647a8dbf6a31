// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

/** What somebody says to being recorded. Stored by name: never rename one. */
public enum ConsentState {
    /** Asked, and not answered yet. Never stored. */
    NEEDED,
    GIVEN,
    REFUSED,
    /** Given before, and taken back. */
    WITHDRAWN
}
