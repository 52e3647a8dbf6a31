// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import io.apotheca.recorder.key.KeyId;
import java.util.List;

/** What is wrong with a part. */
public sealed interface PartProblem {
    /** It is no part of an archive. */
    record Foreign() implements PartProblem {}

    /** It is of a format that a newer version writes. */
    record UnknownVersion(int version) implements PartProblem {}

    /** It is sealed for other keys. */
    record WrongKey(List<KeyId> recipients) implements PartProblem {}

    /** Its wrapped keys were destroyed: nobody can open it any more. */
    record Deleted() implements PartProblem {}

    /** Its end is missing, although it had one. */
    record Truncated(long lengthBytes) implements PartProblem {}

    /**
     * It is not what was written.
     *
     * @param offset where in the file the first wrong piece begins, as far as that can be told
     */
    record Tampered(long offset) implements PartProblem {}
}
