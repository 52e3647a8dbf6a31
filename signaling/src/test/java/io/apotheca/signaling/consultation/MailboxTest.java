// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MailboxTest {
    private static final int POSTERS = 8;
    private static final int EACH = 5_000;

    private final Mailbox mailbox = new Mailbox();

    @Test
    void runsOneTaskAtATimeAndEachPostersInOrder() throws InterruptedException {
        List<List<Integer>> seen = IntStream.range(0, POSTERS)
                .<List<Integer>>mapToObj(i -> new ArrayList<>())
                .toList();
        AtomicBoolean running = new AtomicBoolean();
        AtomicBoolean overlapped = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(POSTERS * EACH);
        for (int poster = 0; poster < POSTERS; poster++) {
            List<Integer> mine = seen.get(poster);
            Thread.ofVirtual().start(() -> {
                for (int i = 0; i < EACH; i++) {
                    int number = i;
                    mailbox.post(() -> {
                        overlapped.compareAndSet(false, !running.compareAndSet(false, true));
                        mine.add(number);
                        running.set(false);
                        done.countDown();
                    });
                }
            });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(overlapped).isFalse();
        assertThat(seen)
                .allSatisfy(numbers -> assertThat(numbers)
                        .isEqualTo(IntStream.range(0, EACH).boxed().toList()));
    }

    @Test
    void closesOnlyWhenNothingElseWaits() throws InterruptedException {
        CountDownLatch secondIsPosted = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        List<Boolean> closed = new ArrayList<>();
        mailbox.post(() -> {
            await(secondIsPosted);
            closed.add(mailbox.closeIfIdle());
            done.countDown();
        });
        assertThat(mailbox.post(() -> {
                    closed.add(mailbox.closeIfIdle());
                    done.countDown();
                }))
                .isTrue();
        secondIsPosted.countDown();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(closed).containsExactly(false, true);
        assertThat(mailbox.post(() -> closed.add(true))).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
