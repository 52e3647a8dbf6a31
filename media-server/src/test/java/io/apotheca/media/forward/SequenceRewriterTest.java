// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static io.apotheca.media.forward.SequenceRewriter.DROPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.rtp.SequenceUnwrapper;
import io.apotheca.media.testing.Arrivals;
import io.apotheca.media.testing.Property;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SequenceRewriterTest {
    private static final long FIRST = 65537;

    /** The same by one entry for each number ever seen. */
    private static final class Model {
        final Map<Long, Long> outbound = new HashMap<>();
        final Map<Long, Long> inbound = new HashMap<>();
        final Set<Long> everSent = new HashSet<>();
        long next = FIRST;
        long first;
        long highest;

        void switchSource(long firstInbound) {
            outbound.clear();
            inbound.clear();
            first = firstInbound;
            highest = firstInbound - 1;
        }

        long map(long sequence) {
            while (highest < sequence) {
                assertThat(everSent.add(next)).isTrue();
                inbound.put(next, ++highest);
                outbound.put(highest, next++);
            }
            return outbound.getOrDefault(sequence, DROPPED);
        }

        void drop(long sequence) {
            if (sequence > highest) {
                map(sequence - 1);
                outbound.put(++highest, DROPPED);
            }
        }
    }

    @Test
    void agreesWithOneEntryPerNumber() {
        Property.check(1, 1500, random -> {
            SequenceRewriter rewriter = new SequenceRewriter();
            Model model = new Model();
            int sources = 1 + random.nextInt(5);
            for (int source = 0; source < sources; source++) {
                forwardOneSource(random, rewriter, model);
            }
        });
    }

    private static void forwardOneSource(RandomGenerator random, SequenceRewriter rewriter, Model model) {
        SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        int start = random.nextBoolean() ? 65536 - random.nextInt(200) : random.nextInt(65536);
        long beforeSwitch = rewriter.highestOutbound();
        int dropsLeft = SequenceRewriter.RANGES - 1;
        boolean switched = false;
        int[] arrivals = Arrivals.draw(random, 1 + random.nextInt(300), 0.1, 0.1, 20);
        for (int index : arrivals) {
            long sequence = unwrapper.unwrap((start + index) & 0xFFFF);
            if (!switched) {
                rewriter.switchSource(sequence);
                model.switchSource(sequence);
                switched = true;
            }
            if (dropsLeft > 0 && random.nextInt(5) == 0) {
                dropsLeft--;
                rewriter.drop(sequence);
                model.drop(sequence);
            }
            assertThat(rewriter.map(sequence)).isEqualTo(model.map(sequence));
            assertThat(rewriter.highestOutbound()).isEqualTo(model.next - 1);
        }
        for (long sequence = model.first - 50; sequence <= model.highest; sequence++) {
            assertThat(rewriter.map(sequence)).isEqualTo(model.map(sequence));
        }
        for (long sequence = FIRST - 1; sequence < model.next + 5; sequence++) {
            assertThat(rewriter.reverse(sequence)).isEqualTo(model.inbound.getOrDefault(sequence, -1L));
            assertThat(sequence > beforeSwitch || rewriter.reverse(sequence) == -1)
                    .isTrue();
        }
    }

    @Test
    void afterManyDropsForgetsTheOldestAndNeverAnswersWrongly() {
        Property.check(7, 1000, random -> {
            SequenceRewriter rewriter = new SequenceRewriter();
            Model model = new Model();
            long first = 65536L + random.nextInt(65536);
            rewriter.switchSource(first);
            model.switchSource(first);
            for (long sequence = first; sequence < first + 600; sequence++) {
                if (random.nextInt(3) == 0) {
                    rewriter.drop(sequence);
                    model.drop(sequence);
                } else {
                    assertThat(rewriter.map(sequence)).isEqualTo(model.map(sequence));
                }
            }
            for (long sequence = first; sequence <= model.highest; sequence++) {
                long expected = model.map(sequence);
                boolean recent = sequence > model.highest - SequenceRewriter.RANGES;
                assertThat(rewriter.map(sequence)).isIn(expected, recent ? expected : DROPPED);
            }
            for (long sequence = FIRST; sequence < model.next; sequence++) {
                boolean recent = sequence > model.next - SequenceRewriter.RANGES;
                long inbound = model.inbound.getOrDefault(sequence, -1L);
                assertThat(rewriter.reverse(sequence)).isIn(inbound, recent ? inbound : -1);
            }
        });
    }

    @Test
    void forwardsNothingBeforeTheFirstSwitch() {
        SequenceRewriter rewriter = new SequenceRewriter();
        rewriter.drop(9);
        assertThat(rewriter.map(10)).isEqualTo(DROPPED);
        assertThat(rewriter.reverse(rewriter.highestOutbound())).isEqualTo(-1);
    }

    @Test
    void packetsOfBeforeASwitchAreNotResendable() {
        SequenceRewriter rewriter = new SequenceRewriter(100);
        rewriter.switchSource(1000);
        long sent = rewriter.map(1000);
        assertThat(sent).isEqualTo(65536 + 100);
        assertThat(rewriter.reverse(sent)).isEqualTo(1000);
        rewriter.switchSource(5000);
        assertThat(rewriter.reverse(sent)).isEqualTo(-1);
        assertThat(rewriter.map(4999)).isEqualTo(DROPPED);
        assertThat(rewriter.map(5000)).isEqualTo(sent + 1);
    }

    @Test
    void aRunOfDropsCostsOneRange() {
        SequenceRewriter rewriter = new SequenceRewriter();
        rewriter.switchSource(1000);
        long sent = rewriter.map(1000);
        for (long sequence = 1001; sequence <= 1000 + 2 * SequenceRewriter.RANGES; sequence++) {
            rewriter.drop(sequence);
        }
        assertThat(rewriter.reverse(sent)).isEqualTo(1000);
        assertThat(rewriter.map(1001 + 2 * SequenceRewriter.RANGES)).isEqualTo(sent + 1);
    }

    @Test
    void extendsTheNumberOfANackToTheNewestPossible() {
        Property.check(3, 1000, random -> {
            SequenceRewriter rewriter = new SequenceRewriter(random.nextInt(65536));
            rewriter.switchSource(70_000);
            long sent = rewriter.map(70_000 + random.nextInt(200_000));
            long asked = sent - random.nextInt(65536);
            assertThat(rewriter.extend((int) asked & 0xFFFF)).isEqualTo(asked);
        });
    }
}
