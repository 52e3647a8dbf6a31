// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.bench.client.LoopClients;
import io.apotheca.bench.client.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** One run against one server: all join, it warms up, it is measured, all leave. On the caller's thread. */
public final class LoadRun {
    private static final long SECOND = 1_000_000_000;
    /** The server may have let go of everything after so long. */
    private static final long SETTLING_NANOS = 3 * SECOND;

    /** And the runtime gives back to the system what it freed outside of the heap, every ten seconds, after so long. */
    private static final long TRIMMING_NANOS = 12 * SECOND;

    private static final int REHEARSED_ROOMS = 4;

    private final Sfu sfu;
    private final LoopClients clients;
    private final LoadPlan plan;
    private final int joinsAtOnce;
    private final LoadListener listener;
    private final List<LoadResult.Sample> samples = new ArrayList<>();

    public LoadRun(Sfu sfu, LoopClients clients, LoadPlan plan, int joinsAtOnce, LoadListener listener) {
        this.sfu = sfu;
        this.clients = clients;
        this.plan = plan;
        this.joinsAtOnce = joinsAtOnce;
        this.listener = listener;
    }

    /** Steps that a listener is told of. */
    public static int steps(LoadPlan plan) {
        return plan.people() * (1 + plan.rounds()) + plan.warmUpSeconds() + plan.seconds();
    }

    public LoadResult run() throws IOException, InterruptedException {
        rehearse();
        double startBytes = memoryBytes();
        try (Attendance attendance = new Attendance(sfu, clients, plan)) {
            listener.begins("%d participants join".formatted(plan.people()));
            long tookNanos = attendance.joinAll(joinsAtOnce, listener::step);
            LoadResult.Joins joins = attendance.times().take(tookNanos / 1e9);
            if (attendance.present() == 0) {
                throw new IOException("nobody could join: " + attendance.problem());
            }
            listener.begins("people are invited");
            attendance.inviteAll(comings(), joinsAtOnce);
            listener.begins("warming up");
            Optional<Thread> churn = churn(attendance);
            for (int i = 0; i < plan.warmUpSeconds(); i++) {
                Thread.sleep(Duration.ofSeconds(1));
                listener.step();
            }
            listener.begins("measuring");
            Measured measured = measure(attendance);
            LoadResult.Joins joinedAgain = attendance.times().take(measured.seconds);
            stop(churn);
            double fullBytes = memoryBytes();
            listener.begins("all leave");
            attendance.leaveAll();
            for (int round = 1; round <= plan.rounds(); round++) {
                listener.begins("all come and leave again, %d of %d".formatted(round, plan.rounds()));
                attendance.joinAll(joinsAtOnce, listener::step);
                attendance.leaveAll();
            }
            settle();
            Memory memory = new Memory(startBytes, fullBytes, memoryBytes());
            return new Summary(sfu, plan, clients.loops(), measured)
                    .result(joins, joinedAgain, List.copyOf(samples), memory, attendance.problem());
        }
    }

    /**
     * A few join and leave first, or all where it matters what stays: what a server loads and compiles then, is not what each
     * participant takes.
     */
    private void rehearse() throws InterruptedException {
        listener.begins("a few join and leave");
        int rooms = plan.rounds() > 0 ? plan.rooms() : Math.min(plan.rooms(), REHEARSED_ROOMS);
        try (Attendance few = new Attendance(sfu, clients, plan.rooms(rooms))) {
            few.joinAll(joinsAtOnce, () -> {});
            Thread.sleep(Duration.ofNanos(SETTLING_NANOS));
            few.leaveAll();
            settle();
        }
    }

    private void settle() throws InterruptedException {
        Thread.sleep(Duration.ofNanos(plan.rounds() > 0 ? TRIMMING_NANOS : SETTLING_NANOS));
    }

    /** How often somebody comes again, as far as they come at the rate that was asked for. */
    private int comings() {
        return (int) Math.ceil(plan.joinsPerSecond() * (plan.warmUpSeconds() + plan.seconds()));
    }

    private double memoryBytes() throws IOException {
        OptionalLong told = sfu.memoryBytes();
        return told.isPresent() ? told.getAsLong() : Double.NaN;
    }

    /** What the server's process keeps before anybody comes, when all are there, and when all have left, in bytes. */
    record Memory(double start, double full, double left) {}

    /** What was seen between two moments. */
    static final class Measured {
        final Tally tally = new Tally();
        ServerFigures before = ServerFigures.NONE;
        ServerFigures after = ServerFigures.NONE;
        List<Long> pausesNanos = List.of();
        long serverCpuNanos = -1;
        long benchCpuNanos;
        double machinePercent;
        double seconds;
    }

    private Measured measure(Attendance attendance) throws IOException, InterruptedException {
        Measured measured = new Measured();
        sfu.pausesNanos();
        measured.before = sfu.figures();
        clients.take();
        long serverBefore = serverCpuNanos();
        long benchBefore = OwnProcess.cpuNanos();
        double ignored = OwnProcess.machinePercent();
        long beganNanos = System.nanoTime();
        attendance.times().take(1);
        long lastNanos = beganNanos;
        long lastCpuNanos = serverBefore;
        int lastJoined = 0;
        for (int second = 1; second <= plan.seconds(); second++) {
            LockSupport.parkNanos(beganNanos + second * SECOND - System.nanoTime());
            Tally tally = clients.take();
            long nowNanos = System.nanoTime();
            long cpuNanos = serverCpuNanos();
            int joined = attendance.times().done();
            LoadResult.Sample sample = sample(
                    (nowNanos - beganNanos) / 1e9,
                    tally,
                    nowNanos - lastNanos,
                    cpuNanos - lastCpuNanos,
                    attendance.present(),
                    joined - lastJoined);
            samples.add(sample);
            listener.sample(sample);
            listener.step();
            measured.tally.add(tally);
            lastNanos = nowNanos;
            lastCpuNanos = cpuNanos;
            lastJoined = joined;
        }
        measured.seconds = (lastNanos - beganNanos) / 1e9;
        measured.serverCpuNanos = serverBefore < 0 ? -1 : lastCpuNanos - serverBefore;
        measured.benchCpuNanos = OwnProcess.cpuNanos() - benchBefore;
        measured.machinePercent = OwnProcess.machinePercent();
        measured.after = sfu.figures();
        measured.pausesNanos = sfu.pausesNanos();
        return measured;
    }

    private LoadResult.Sample sample(double at, Tally tally, long spanNanos, long cpuNanos, int present, int joined) {
        double perSecond = (double) SECOND / spanNanos;
        return new LoadResult.Sample(
                at,
                Math.round(tally.mediaSent * perSecond),
                Math.round(tally.mediaReceived * perSecond),
                8 * tally.bytesReceived * perSecond,
                tally.latency.quantileNanos(0.5) / 1e6,
                tally.latency.quantileNanos(0.99) / 1e6,
                sfu.process().isPresent() ? 100.0 * cpuNanos / spanNanos : Double.NaN,
                100.0 * tally.busyNanos / spanNanos / clients.loops(),
                tally.lost,
                present,
                joined);
    }

    /** People leave and come at a steady rate, whatever becomes of those before. */
    private Optional<Thread> churn(Attendance attendance) {
        if (plan.joinsPerSecond() == 0) {
            return Optional.empty();
        }
        return Optional.of(Thread.ofVirtual().name("churn").start(() -> {
            long pauseNanos = (long) (SECOND / plan.joinsPerSecond());
            for (long next = System.nanoTime(); !Thread.currentThread().isInterrupted(); next += pauseNanos) {
                LockSupport.parkNanos(next - System.nanoTime());
                attendance.replaceOne();
            }
        }));
    }

    private static void stop(Optional<Thread> churn) throws InterruptedException {
        if (churn.isPresent()) {
            churn.get().interrupt();
            churn.get().join();
        }
    }

    private long serverCpuNanos() throws IOException {
        Optional<ServerProcess> process = sfu.process();
        return process.isPresent() ? process.get().cpuNanos() : -1;
    }
}
