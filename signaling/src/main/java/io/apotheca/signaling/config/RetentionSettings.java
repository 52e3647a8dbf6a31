// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import io.apotheca.recorder.retention.DataType;
import io.apotheca.recorder.retention.RetentionRule;
import io.apotheca.recorder.retention.RetentionRules;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How long what is kept is kept, and when a day's deletions are done.
 *
 * @param at in the calendar of {@code zone}
 * @param dryRun whether the daily run only tells what it would delete
 */
public record RetentionSettings(LocalTime at, ZoneId zone, boolean dryRun, RetentionRules rules) {

    static RetentionSettings from(Section section) throws SettingsException {
        ZoneId zone = zone(section);
        List<RetentionRule> rules = new ArrayList<>();
        rules.addAll(rules(section.section("recordings"), DataType.RECORDING));
        rules.addAll(rules(section.section("consultations"), DataType.CONSULTATION));
        rules.addAll(rules(section.section("sign-ins"), DataType.SIGN_IN));
        try {
            return new RetentionSettings(
                    LocalTime.parse(section.filled("at")),
                    zone,
                    section.flag("dry-run"),
                    new RetentionRules(rules, zone));
        } catch (DateTimeException e) {
            throw section.wrong("at", "a time of day such as \"03:00\"");
        }
    }

    private static ZoneId zone(Section section) throws SettingsException {
        String name = section.text("zone");
        try {
            return name.isBlank() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw section.wrong("zone", "a time zone such as \"Europe/Vienna\", or empty for the machine's");
        }
    }

    private static List<RetentionRule> rules(Section section, DataType type) throws SettingsException {
        List<RetentionRule> rules = new ArrayList<>();
        if (!section.text("keep").isBlank()) {
            rules.add(new RetentionRule(type, Optional.empty(), section.period("keep")));
        }
        Set<String> named = new HashSet<>();
        for (Section site : section.sections("sites", Set.of("site", "keep"))) {
            if (!named.add(site.filled("site"))) {
                throw section.wrong("sites", "a list that names each site once");
            }
            rules.add(new RetentionRule(type, Optional.of(site.filled("site")), site.period("keep")));
        }
        return rules;
    }
}
