// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.util.OptionalLong;

/** What a part was found to be. {@code mediaBytes} is known only with a key. */
public sealed interface PartVerdict {
    /**
     * It is as it was written, from beginning to end.
     *
     * @param archiveEnds whether no other part follows, which is known only with a key; else false
     */
    record Whole(PartName name, Sha256 digest, OptionalLong mediaBytes, boolean archiveEnds) implements PartVerdict {}

    /**
     * Its end was never written, because of a crash or because it is being written still. Everything before opens.
     *
     * @param tornBytes at its end, which are no whole segment
     * @param closedOff whether that was found and closed off
     */
    record Unfinished(
            PartName name, Sha256 digest, int segments, OptionalLong mediaBytes, int tornBytes, boolean closedOff)
            implements PartVerdict {}

    /**
     * It is not as it was written.
     *
     * @param mediaBytes how much still opens from the beginning on
     */
    record Broken(PartProblem problem, OptionalLong mediaBytes) implements PartVerdict {}
}
