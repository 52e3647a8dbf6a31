// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.bench.client.MediaClients;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Everybody of a run: joins, leaves, and comes again. Each joins on a virtual thread of its own. */
public final class Attendance implements AutoCloseable {
    private static final long MEDIA_SECONDS = 30;
    /** So often somebody is looked for who is there and may leave. */
    private static final int TRIES = 16;

    private static final double LEAST_PRESENT = 0.8;

    private final Sfu sfu;
    private final MediaClients clients;
    private final LoadPlan plan;
    private final Map<Seat, Session> sessions = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Future<?>> comingBack = new ConcurrentLinkedQueue<>();
    private final JoinTimes times = new JoinTimes();
    private final SplittableRandom random;
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

    public Attendance(Sfu sfu, MediaClients clients, LoadPlan plan) {
        this.sfu = sfu;
        this.clients = clients;
        this.plan = plan;
        this.random = new SplittableRandom(plan.seed());
    }

    JoinTimes times() {
        return times;
    }

    public int present() {
        return sessions.size();
    }

    /** What went wrong first, if anything. */
    public @Nullable String problem() {
        return problem.get();
    }

    /**
     * Everybody joins, so many at the same time: first the first of each room, then all others. Waits for their media. Tells
     * how long the others took, in ns: those before them sign in.
     */
    public long joinAll(int atOnce, Runnable joined) throws InterruptedException {
        List<Seat> first = new ArrayList<>();
        List<Seat> others = new ArrayList<>();
        for (int room = 0; room < plan.rooms(); room++) {
            for (int place = 0; place < plan.participants(); place++) {
                (place == 0 ? first : others).add(plan.seat(room, place));
            }
        }
        joinAll(first, Math.min(atOnce, 2), false, joined);
        long beganNanos = System.nanoTime();
        joinAll(others, atOnce, true, joined);
        long tookNanos = System.nanoTime() - beganNanos;
        for (Seat each : first) {
            Session session = sessions.get(each);
            if (session != null && plan.publishers() > 1) {
                await(session);
            }
        }
        return tookNanos;
    }

    /** The rooms' first people invite so many others who will come later, so many at the same time. */
    void inviteAll(int count, int atOnce) throws InterruptedException {
        each(count, atOnce, number -> {
            try {
                sfu.invite(number % plan.rooms());
            } catch (IOException e) {
                fail(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void joinAll(List<Seat> seats, int atOnce, boolean untilMedia, Runnable joined)
            throws InterruptedException {
        each(seats.size(), atOnce, number -> {
            join(seats.get(number), untilMedia);
            joined.run();
        });
    }

    private void each(int count, int atOnce, IntConsumer action) throws InterruptedException {
        Semaphore free = new Semaphore(atOnce);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            free.acquire();
            all.add(threads.submit(() -> {
                try {
                    action.accept(number);
                } finally {
                    free.release();
                }
            }));
        }
        await(all);
    }

    private void join(Seat seat, boolean untilMedia) {
        try {
            Session session = sfu.enter(seat, clients);
            try {
                session.connected().get(MEDIA_SECONDS, TimeUnit.SECONDS);
                if (untilMedia) {
                    times.add(mediaNanos(session) - session.beganNanos());
                }
            } catch (ExecutionException | TimeoutException e) {
                session.close();
                throw e;
            }
            sessions.put(seat, session);
        } catch (IOException | ExecutionException | TimeoutException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(Session session) throws InterruptedException {
        try {
            mediaNanos(session);
        } catch (ExecutionException | TimeoutException e) {
            fail(e);
        }
    }

    private static long mediaNanos(Session session) throws InterruptedException, ExecutionException, TimeoutException {
        return session.firstMediaNanos().get(MEDIA_SECONDS, TimeUnit.SECONDS);
    }

    private void fail(Exception e) {
        times.fail();
        problem.compareAndSet(null, e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    /**
     * Somebody, not the first of a room, leaves, and comes again under another name; nobody while many are on the way in, so
     * that what is measured are rooms with people in them.
     */
    void replaceOne() {
        if (sessions.size() < LEAST_PRESENT * plan.people()) {
            return;
        }
        Seat seat = seat();
        Session leaving = sessions.remove(seat);
        for (int tries = 1; leaving == null && tries < TRIES; tries++) {
            seat = seat();
            leaving = sessions.remove(seat);
        }
        if (leaving != null) {
            replace(leaving, seat);
        }
    }

    private Seat seat() {
        return plan.seat(random.nextInt(plan.rooms()), random.nextInt(1, plan.participants()));
    }

    private void replace(Session leaving, Seat seat) {
        comingBack.add(threads.submit(() -> {
            leaving.close();
            join(seat, true);
        }));
        comingBack.removeIf(Future::isDone);
    }

    /** How one person comes back. */
    @FunctionalInterface
    public interface Return {
        Session to(Seat seat) throws IOException, InterruptedException;
    }

    /** The server was away: everybody who was there comes back, the first of each room before the others. */
    public void comeBack(int atOnce, Return back) throws InterruptedException {
        List<Seat> seats = new ArrayList<>(sessions.keySet());
        List<Future<?>> ends = new ArrayList<>();
        sessions.values().forEach(session -> ends.add(threads.submit(session::close)));
        sessions.clear();
        await(ends);
        for (boolean first : List.of(true, false)) {
            List<Seat> now =
                    seats.stream().filter(seat -> (seat.place() == 0) == first).toList();
            each(now.size(), atOnce, number -> comeBack(now.get(number), back));
        }
    }

    private void comeBack(Seat seat, Return back) {
        try {
            Session session = back.to(seat);
            session.connected().get(MEDIA_SECONDS, TimeUnit.SECONDS);
            sessions.put(seat, session);
        } catch (IOException | ExecutionException | TimeoutException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everybody leaves, the first of each room last; those who are on the way in arrive before. */
    public void leaveAll() throws InterruptedException {
        await(comingBack);
        leave(false);
        leave(true);
    }

    private void leave(boolean first) throws InterruptedException {
        List<Future<?>> all = new ArrayList<>();
        for (Map.Entry<Seat, Session> each : List.copyOf(sessions.entrySet())) {
            if ((each.getKey().place() == 0) == first) {
                sessions.remove(each.getKey());
                all.add(threads.submit(each.getValue()::close));
            }
        }
        await(all);
    }

    private void await(Collection<Future<?>> tasks) throws InterruptedException {
        for (Future<?> each : tasks) {
            try {
                each.get(2 * MEDIA_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                fail(e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
