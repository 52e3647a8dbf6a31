// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.store.ArchiveStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rules, holds, and deleting in the order that leaves nothing to open. */
class RetentionTest {
    private static final Instant ENDED = Instant.parse("2026-01-31T12:00:00Z");
    private static final UUID ARCHIVE = new UUID(0, 7);
    private static final PartName FIRST = new PartName(ARCHIVE, 1);
    private static final PartName SECOND = new PartName(ARCHIVE, 2);
    private static final PartName OTHERS = new PartName(new UUID(0, 8), 1);

    private final RetentionRules rules = new RetentionRules(
            List.of(
                    new RetentionRule(DataType.RECORDING, Optional.empty(), Period.ofYears(3)),
                    new RetentionRule(DataType.RECORDING, Optional.of("graz"), Period.ofMonths(1)),
                    new RetentionRule(DataType.CHAT, Optional.of("graz"), Period.ZERO)),
            ZoneId.of("Europe/Vienna"));

    private static KeptItem item(DataType type, String site, boolean held) {
        return new KeptItem(ARCHIVE.toString(), type, site, ENDED, held);
    }

    @Test
    void aSitesOwnRuleGoesFirst() {
        assertThat(rules.keptUntil(item(DataType.RECORDING, "wien", false)))
                .contains(Instant.parse("2029-01-31T12:00:00Z"));
        assertThat(rules.keptUntil(item(DataType.RECORDING, "graz", false)))
                .contains(Instant.parse("2026-02-28T12:00:00Z"));
        assertThat(rules.keptUntil(item(DataType.CHAT, "wien", false))).isEmpty();
        assertThat(rules.keptUntil(item(DataType.CHAT, "graz", false))).contains(ENDED);
    }

    @Test
    void whatNoRuleIsAboutNeedNotBeLookedAt() {
        assertThat(rules.about(DataType.CHAT)).as("one site's rule").isTrue();
        assertThat(rules.about(DataType.SIGN_IN)).isFalse();
        assertThat(rules.keptUntil(item(DataType.SIGN_IN, "graz", false))).isEmpty();
    }

    @Test
    void timeIsOverToTheMoment() {
        KeptItem item = item(DataType.RECORDING, "graz", false);
        Instant until = rules.keptUntil(item).orElseThrow();
        assertThat(rules.decide(item, until.minusNanos(1)))
                .isEqualTo(new RetentionDecision.Keep(item, Optional.of(until)));
        assertThat(rules.decide(item, until)).isEqualTo(new RetentionDecision.Delete(item, until));
    }

    @Test
    void aHoldWins() {
        KeptItem held = item(DataType.RECORDING, "graz", true);
        Instant late = ENDED.plusSeconds(1_000_000_000);
        assertThat(rules.decide(held, late)).isEqualTo(new RetentionDecision.Held(held, true));
        assertThat(RetentionRun.run(rules, List.of(held), late, false, RetentionTest::unexpected)
                        .deleted())
                .isEmpty();
    }

    private static void unexpected(KeptItem item) {
        throw new AssertionError("deletes " + item);
    }

    @Test
    void aDryRunDeletesNothing() {
        KeptItem item = item(DataType.RECORDING, "graz", false);
        RetentionRun.Outcome outcome =
                RetentionRun.run(rules, List.of(item), Instant.MAX, true, RetentionTest::unexpected);
        assertThat(outcome.decisions()).singleElement().isInstanceOf(RetentionDecision.Delete.class);
        assertThat(outcome.deleted()).isEmpty();
    }

    @Test
    void twoRulesForTheSameAreRefused() {
        RetentionRule rule = new RetentionRule(DataType.CHAT, Optional.empty(), Period.ofDays(1));
        assertThatThrownBy(() -> new RetentionRules(List.of(rule, rule), ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetentionRule(DataType.CHAT, Optional.empty(), Period.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysGoBeforeBytes() throws IOException {
        Shelf shelf = new Shelf();
        new ArchiveDeletion(List.of(shelf)).delete(item(DataType.RECORDING, "graz", false));
        assertThat(shelf.done)
                .containsExactly("keys of " + FIRST, "keys of " + SECOND, "delete " + FIRST, "delete " + SECOND);
        assertThat(shelf.parts()).containsExactly(OTHERS);
    }

    @Test
    void whatFailedIsDoneAgain() {
        KeptItem item = item(DataType.RECORDING, "graz", false);
        Shelf shelf = new Shelf();
        for (int steps = 0; steps < 4; steps++) {
            shelf.takes = steps == 0 ? 0 : 1;
            RetentionRun.Outcome outcome = run(item, shelf);
            assertThat(outcome.failed()).containsExactly(item);
            assertThat(shelf.done.stream()
                            .filter(each -> each.startsWith("delete"))
                            .toList())
                    .as("no bytes go before all keys")
                    .isEmpty();
        }
        shelf.takes = 100;
        assertThat(run(item, shelf).deleted()).containsExactly(item);
        assertThat(shelf.parts()).containsExactly(OTHERS);
        assertThat(run(item, shelf).deleted()).containsExactly(item);
    }

    private RetentionRun.Outcome run(KeptItem item, Shelf shelf) {
        return RetentionRun.run(rules, List.of(item), Instant.MAX, false, new ArchiveDeletion(List.of(shelf)));
    }

    /** A store that only notes what is done, and fails when told to. */
    private static final class Shelf implements ArchiveStore {
        private final TreeSet<PartName> present = new TreeSet<>(List.of(FIRST, SECOND, OTHERS));
        private final List<String> done = new ArrayList<>();
        private int takes = 100;

        private void note(String what) throws IOException {
            if (--takes < 0) {
                throw new IOException("refused");
            }
            done.add(what);
        }

        @Override
        public List<PartName> parts() {
            return List.copyOf(present);
        }

        @Override
        public void destroyKeys(PartName name) throws IOException {
            note("keys of " + name);
        }

        @Override
        public void delete(PartName name) throws IOException {
            note("delete " + name);
            present.remove(name);
        }

        @Override
        public void put(PartName name, Path file) {
            present.add(name);
        }

        @Override
        public long lengthBytes(PartName name) {
            return 0;
        }

        @Override
        public void read(PartName name, long position, ByteBuffer to) {}
    }
}
