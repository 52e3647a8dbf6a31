// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.wire.OpenConsultation;
import io.apotheca.signaling.wire.ServerMessage;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class QueueBoardTest {
    private static final int CHANGES = 200;
    private static final long SOON_SECONDS = 10;

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final QueueBoard board = new QueueBoard(timers);
    private final BlockingQueue<ServerMessage.Queue> seen = new LinkedBlockingQueue<>();

    @BeforeEach
    void watch() throws InterruptedException {
        board.watch(new ClientConnection() {
            @Override
            public void send(ServerMessage message) {
                seen.add((ServerMessage.Queue) message);
            }

            @Override
            public void close(Ending ending) {}
        });
        assertThat(next().consultations()).isEmpty();
    }

    @AfterEach
    void end() {
        timers.shutdownNow();
    }

    private ServerMessage.Queue next() throws InterruptedException {
        ServerMessage.Queue queue = seen.poll(SOON_SECONDS, TimeUnit.SECONDS);
        assertThat(queue).as("the board").isNotNull();
        return queue;
    }

    private void open(int number) {
        String id = "consultation-" + number;
        board.show(new ConsultationView(id, List.of(), new OpenConsultation(id, Instant.EPOCH, List.of())));
    }

    @Test
    void oneChangeIsShownAtOnceAndManyTogether() throws InterruptedException {
        for (int i = 0; i < CHANGES; i++) {
            open(i);
        }
        int messages = 1;
        assertThat(next().consultations()).hasSize(1);
        while (next().consultations().size() < CHANGES) {
            messages++;
        }
        assertThat(messages).isLessThan(CHANGES / 4);
    }

    @Test
    void longBoardsForManyStaffAreSentLessOften() {
        assertThat(QueueBoard.pauseMillis(board(20), 5)).isEqualTo(100);
        assertThat(QueueBoard.pauseMillis(board(300), 300)).isEqualTo(900);
        assertThat(QueueBoard.pauseMillis(board(1000), 1000)).isEqualTo(2000);
    }

    private static ServerMessage.Queue board(int consultations) {
        return new ServerMessage.Queue(
                List.of(),
                IntStream.range(0, consultations)
                        .mapToObj(i -> new OpenConsultation("consultation-" + i, Instant.EPOCH, List.of()))
                        .toList());
    }

    @Test
    void whatComesLaterIsShownToo() throws InterruptedException {
        open(1);
        assertThat(next().consultations()).hasSize(1);
        open(2);
        assertThat(next().consultations()).hasSize(2);
    }
}
