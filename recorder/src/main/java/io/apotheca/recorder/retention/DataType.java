// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.retention;

/** Kinds of data that are kept for times of their own. */
public enum DataType {
    RECORDING,
    CHAT,
    NOTES,
    SHARED_FILES,
    CONSULTATION,
    AUDIT
}
