// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one range of a request (RFC 9110 section 14.1.2), cut to what there is.
 *
 * @param first position of the first byte
 * @param last position of the last byte, not before the first
 */
record ByteRange(long first, long last) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Empty for what is no range of something that long, and for several ranges. */
    static Optional<ByteRange> of(@Nullable String header, long lengthBytes) {
        Matcher form = FORM.matcher(header == null ? "" : header);
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean fromEnd = form.group(1).isEmpty();
        if (fromEnd && form.group(2).isEmpty()) {
            return Optional.empty();
        }
        long end = form.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(form.group(2));
        long first = fromEnd ? Math.max(0, lengthBytes - end) : Long.parseLong(form.group(1));
        long last = fromEnd ? lengthBytes - 1 : Math.min(end, lengthBytes - 1);
        return first <= last ? Optional.of(new ByteRange(first, last)) : Optional.empty();
    }

    /** The same beginning, and no more than so many bytes. */
    ByteRange atMost(int bytes) {
        return new ByteRange(first, Math.min(last, first + bytes - 1));
    }

    int length() {
        return (int) (last - first + 1);
    }
}
