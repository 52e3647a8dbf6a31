// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.retention;

import java.time.Period;
import java.util.Optional;

/**
 * How long one kind of data is kept, counted from its end, in the calendar of the site.
 *
 * @param site whose data; empty for all sites that have no rule of their own
 */
public record RetentionRule(DataType type, Optional<String> site, Period keep) {
    public RetentionRule {
        if (keep.isNegative()) {
            throw new IllegalArgumentException("a time to keep that is negative");
        }
    }
}
