// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.retention;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules. What no rule is about is kept. */
public final class RetentionRules {
    private record Subject(DataType type, Optional<String> site) {}

    private final Map<Subject, Period> periods = new HashMap<>();
    private final ZoneId zone;

    /** Fails with {@link IllegalArgumentException} where two rules are about the same. */
    public RetentionRules(List<RetentionRule> rules, ZoneId zone) {
        this.zone = zone;
        for (RetentionRule rule : rules) {
            if (periods.put(new Subject(rule.type(), rule.site()), rule.keep()) != null) {
                throw new IllegalArgumentException("two rules for " + rule.type());
            }
        }
    }

    /** Whether any rule is about this kind of data. */
    public boolean about(DataType type) {
        return periods.keySet().stream().anyMatch(subject -> subject.type() == type);
    }

    /** Until when it is kept; empty for ever. */
    public Optional<Instant> keptUntil(KeptItem item) {
        Period general = periods.get(new Subject(item.type(), Optional.empty()));
        Period keep = periods.getOrDefault(new Subject(item.type(), Optional.of(item.site())), general);
        return Optional.ofNullable(keep)
                .map(period -> item.endedAt().atZone(zone).plus(period).toInstant());
    }

    /** What is to be done with it now. A hold wins over every rule. */
    public RetentionDecision decide(KeptItem item, Instant now) {
        Optional<Instant> until = keptUntil(item);
        boolean over = until.isPresent() && !now.isBefore(until.get());
        if (item.held()) {
            return new RetentionDecision.Held(item, over);
        }
        return over ? new RetentionDecision.Delete(item, until.get()) : new RetentionDecision.Keep(item, until);
    }
}
