// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

/** What the process ends with when it could not do what it was asked. */
public enum ExitCode {
    /** It ran to its end, and what it measured is not good enough. */
    CHECK(1),
    PORT(2),
    SETTINGS(3),
    STORAGE(4),
    MEDIA(5),
    /** The key given does not open the archive. */
    WRONG_KEY(10),
    /** The passphrase does not open the key's file. */
    WRONG_PASSPHRASE(11),
    /** A part's end is missing. */
    TRUNCATED(12),
    /** A part is not what was written. */
    TAMPERED(13),
    /** A file is no part of an archive, or no key. */
    FOREIGN(14),
    /** A newer version wrote it. */
    NEWER(15),
    /** Its keys were destroyed. */
    DELETED(16),
    /** Parts are missing, or the archive has no end. */
    INCOMPLETE(17),
    /** There is a legal hold on it. */
    HELD(18),
    /** It does not go into the files that were asked for. */
    NOT_EXPORTABLE(19),
    /** No such archive, neither in the database nor in the store. */
    UNKNOWN_ARCHIVE(20),
    /** It is being recorded. */
    RECORDING(21),
    /** A running server has the embedded database open. */
    IN_USE(22),
    USAGE(64),
    INTERNAL(70);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }
}
