// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which part of which archive. Parts count from 1; an archive has one part more each time that recording had to begin anew. */
public record PartName(UUID archive, int part) implements Comparable<PartName> {
    public static final int MOST = 9_999;

    private static final Pattern NAME =
            Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.([0-9]{4})\\.(apo|open)");

    public PartName {
        if (part < 1 || part > MOST) {
            throw new IllegalArgumentException("part " + part);
        }
    }

    /** The file of a part that has its end. */
    public String fileName() {
        return "%s.%04d.apo".formatted(archive, part);
    }

    /** The file while it is written, which a crash leaves. */
    public String openFileName() {
        return "%s.%04d.open".formatted(archive, part);
    }

    /** The part that a file of this name holds; empty for others' files. */
    public static Optional<PartName> of(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        return matcher.matches() && !matcher.group(2).equals("0000")
                ? Optional.of(new PartName(UUID.fromString(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(PartName other) {
        int archives = archive.compareTo(other.archive);
        return archives != 0 ? archives : Integer.compare(part, other.part);
    }

    @Override
    public String toString() {
        return archive + "." + part;
    }
}
