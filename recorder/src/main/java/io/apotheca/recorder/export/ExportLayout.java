// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

/** What the files of an export show. */
public enum ExportLayout {
    /** A file for each participant, with all tracks of theirs as they were recorded. */
    PARTICIPANTS,
    /** One file: all pictures side by side, all sound mixed. Encoded anew. */
    SIDE_BY_SIDE
}
