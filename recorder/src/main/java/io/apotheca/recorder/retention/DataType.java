// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.retention;

/** Kinds of data that are kept for times of their own. The audit log is none: it is never cut. */
public enum DataType {
    RECORDING,
    CHAT,
    NOTES,
    SHARED_FILES,
    /** What the database has of it: participants with their names, links, consents, what was said of its recordings. */
    CONSULTATION,
    /** A staff member's session. */
    SIGN_IN
}
