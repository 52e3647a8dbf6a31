// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the parts of one archive were found to be together.
 *
 * @param missing numbers of parts that are not there although a later one is, or although the last one says that another follows
 * @param ended whether the last part is whole and ends the archive, which is known only with a key
 */
public record ArchiveVerdict(SortedMap<Integer, PartVerdict> parts, List<Integer> missing, boolean ended) {
    /** Of one archive's parts, of which there is at least one. */
    public static ArchiveVerdict of(Map<PartName, PartVerdict> verdicts) {
        TreeMap<Integer, PartVerdict> parts = new TreeMap<>();
        verdicts.forEach((name, verdict) -> parts.put(name.part(), verdict));
        boolean goesOn = parts.lastEntry().getValue() instanceof PartVerdict.Whole whole
                && whole.mediaBytes().isPresent()
                && !whole.archiveEnds();
        int last = parts.lastKey() + (goesOn ? 1 : 0);
        List<Integer> missing = IntStream.rangeClosed(1, last)
                .filter(part -> !parts.containsKey(part))
                .boxed()
                .toList();
        boolean ended = parts.lastEntry().getValue() instanceof PartVerdict.Whole whole && whole.archiveEnds();
        return new ArchiveVerdict(parts, missing, ended);
    }

    /** Whether every part is whole and none is missing, up to the archive's end. */
    public boolean isWhole() {
        return ended && missing.isEmpty() && parts.values().stream().allMatch(PartVerdict.Whole.class::isInstance);
    }
}
