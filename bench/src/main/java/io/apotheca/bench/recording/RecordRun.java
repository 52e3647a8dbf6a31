// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

import io.apotheca.bench.client.LoopClients;
import io.apotheca.bench.load.Apotheca;
import io.apotheca.bench.load.Attendance;
import io.apotheca.bench.load.ServerProcess;
import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run: all join, the server is measured; all are recorded, server and recorder are measured; the recorder is killed some
 * times; all leave, and what is on the disk is verified. On the caller's thread.
 */
public final class RecordRun {
    /** From so many seconds on, memory is judged. */
    static final int LONG_SECONDS = 600;

    private static final long SECOND = 1_000_000_000;
    private static final int READINGS = 12;
    private static final int JOINS_AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long FIRST_KILL_MILLIS = 2_000;
    private static final long LAST_KILL_MILLIS = 6_000;

    private final Apotheca server;
    private final @Nullable RecorderChild recorder;
    private final Path archives;
    private final RecordsPrivateKey key;
    private final LoopClients clients;
    private final RecordPlan plan;
    private final RecordListener listener;
    private final List<RecordResult.Sample> samples = new ArrayList<>();
    private final List<RecordResult.Kept> kept = new ArrayList<>();
    private final List<Long> kills = new ArrayList<>();
    private long beganNanos;

    private RecordRun(
            Apotheca server,
            @Nullable RecorderChild recorder,
            Path archives,
            RecordsPrivateKey key,
            LoopClients clients,
            RecordPlan plan,
            RecordListener listener) {
        this.server = server;
        this.recorder = recorder;
        this.archives = archives;
        this.key = key;
        this.clients = clients;
        this.plan = plan;
        this.listener = listener;
    }

    /** Steps that a listener is told of. */
    public static int steps(RecordPlan plan) {
        return plan.people()
                + 2 * plan.warmUpSeconds()
                + plan.unrecordedSeconds()
                + plan.seconds()
                + plan.kills()
                + plan.rooms() * (1 + plan.kills());
    }

    /**
     * Starts a server and a recorder of this build, and ends them.
     *
     * @param folder where archives are written to; empty, and left to the caller
     */
    public static RecordResult run(RecordPlan plan, Path folder, LoopClients clients, RecordListener listener)
            throws IOException, InterruptedException {
        RecordsPrivateKey key = RecordsPrivateKey.generate();
        listener.begins("a server and a recorder start");
        Path archives = Files.createDirectories(folder.resolve("archives"));
        if (plan.oneProcess()) {
            String config = """
                    recordings.policy = button
                    recorder { keys = ["%s"], folder = "%s", limits.sessions = %d }
                    """.formatted(key.publicKey(), archives, plan.rooms());
            try (Apotheca server = Apotheca.startRecording(config)) {
                return new RecordRun(server, null, archives, key, clients, plan, listener).run();
            }
        }
        try (RecorderChild recorder = RecorderChild.start(folder, archives, key.publicKey(), plan.rooms());
                Apotheca server = Apotheca.startRecording(recorder.serverConfig())) {
            return new RecordRun(server, recorder, archives, key, clients, plan, listener).run();
        }
    }

    private RecordResult run() throws IOException, InterruptedException {
        try (Attendance attendance = new Attendance(server, clients, plan.load())) {
            listener.begins("%d participants join".formatted(plan.people()));
            attendance.joinAll(JOINS_AT_ONCE, listener::step);
            if (attendance.present() < plan.people()) {
                throw new IOException("not everybody could join: " + attendance.problem());
            }
            warmUp();
            listener.begins("measuring, unrecorded");
            double before = serverPercent(plan.unrecordedSeconds());
            listener.begins("recording begins");
            for (int room = 0; room < plan.rooms(); room++) {
                server.record(room);
            }
            awaitRecording();
            warmUp();
            RecordResult.Cpu cpu = measure(before);
            kill(attendance);
            listener.begins("all leave");
            attendance.leaveAll();
            await("the archives do not get their ends", this::ended);
            listener.begins("what was recorded is verified");
            Findings findings = Findings.in(archives, key, listener::step);
            String problem = attendance.problem();
            return new RecordResult(
                    plan,
                    cpu,
                    new RecordResult.Memory(List.copyOf(kept), growthPercent()),
                    killed(findings),
                    findings.archives(NotedParts.in(server.end())),
                    List.copyOf(samples),
                    problem == null ? "" : problem);
        }
    }

    private void warmUp() throws InterruptedException {
        listener.begins("warming up");
        for (int i = 0; i < plan.warmUpSeconds(); i++) {
            Thread.sleep(Duration.ofSeconds(1));
            listener.step();
        }
    }

    private ServerProcess serverProcess() throws IOException {
        return server.process()
                .orElseThrow(() -> new IOException("this system does not tell a process's processor time"));
    }

    /** The process that records. */
    private ServerProcess recording() throws IOException {
        return recorder == null ? serverProcess() : recorder.process();
    }

    private double serverPercent(int seconds) throws IOException, InterruptedException {
        long cpuNanos = serverProcess().cpuNanos();
        long nanos = System.nanoTime();
        for (int i = 0; i < seconds; i++) {
            Thread.sleep(Duration.ofSeconds(1));
            listener.step();
        }
        return 100.0 * (serverProcess().cpuNanos() - cpuNanos) / (System.nanoTime() - nanos);
    }

    private RecordResult.Cpu measure(double before) throws IOException, InterruptedException {
        listener.begins("measuring");
        int every = Math.max(1, plan.seconds() / READINGS);
        beganNanos = System.nanoTime();
        read(0);
        long recorderBegan = recording().cpuNanos();
        long serverBegan = serverProcess().cpuNanos();
        long recorderLast = recorderBegan;
        long serverLast = serverBegan;
        long lastNanos = beganNanos;
        for (int second = 1; second <= plan.seconds(); second++) {
            LockSupport.parkNanos(beganNanos + second * SECOND - System.nanoTime());
            long nowNanos = System.nanoTime();
            long recorderNow = recording().cpuNanos();
            long serverNow = serverProcess().cpuNanos();
            double span = nowNanos - lastNanos;
            RecordResult.Sample sample = new RecordResult.Sample(
                    (nowNanos - beganNanos) / 1e9,
                    100 * (recorderNow - recorderLast) / span,
                    100 * (serverNow - serverLast) / span,
                    recording().memoryBytes());
            samples.add(sample);
            listener.sample(sample);
            listener.step();
            if (second % every == 0 && plan.seconds() >= LONG_SECONDS) {
                read(sample.atSeconds());
            }
            recorderLast = recorderNow;
            serverLast = serverNow;
            lastNanos = nowNanos;
        }
        double span = lastNanos - beganNanos;
        double recorded = 100 * (recorderLast - recorderBegan) / span;
        double after = 100 * (serverLast - serverBegan) / span;
        if (plan.seconds() < LONG_SECONDS) {
            read(span / 1e9);
        }
        double apart = recorder == null ? 0 : recorded;
        return new RecordResult.Cpu(apart, before, after, (apart + after - before) / plan.rooms());
    }

    private void read(double atSeconds) throws IOException {
        OptionalLong bytes = recording().keptBytes();
        bytes.ifPresent(each -> kept.add(new RecordResult.Kept(atSeconds, each)));
    }

    /** From a sixth of the time on: before that, what follows the calls' rate has not reached its size. */
    private double growthPercent() {
        List<RecordResult.Kept> later = kept.stream()
                .filter(each -> each.atSeconds() >= plan.seconds() / 6.0 - 1)
                .toList();
        if (plan.seconds() < LONG_SECONDS || later.size() < 2) {
            return Double.NaN;
        }
        return 100 * (later.getLast().bytes() / later.getFirst().bytes() - 1);
    }

    private void kill(Attendance attendance) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(plan.seed());
        for (int i = 0; i < plan.kills(); i++) {
            listener.begins("it is killed, %d of %d".formatted(i + 1, plan.kills()));
            Thread.sleep(random.nextLong(FIRST_KILL_MILLIS, LAST_KILL_MILLIS));
            kills.add(System.nanoTime());
            if (recorder == null) {
                server.kill();
                server.startAgain();
                attendance.comeBack(JOINS_AT_ONCE, seat -> server.comeBack(seat, clients));
            } else {
                recorder.kill();
                await("nobody is told that recording stopped", () -> server.recorded() == 0);
                recorder.startAgain();
            }
            awaitRecording();
            listener.step();
        }
        if (plan.kills() > 0) {
            Thread.sleep(FIRST_KILL_MILLIS); // for the last parts to have something in them
        }
    }

    private void awaitRecording() throws IOException, InterruptedException {
        await("not every room is recorded", () -> server.recorded() == plan.rooms());
    }

    /** Whether no part is being written any more, and all rooms have one. */
    private boolean ended() {
        LocalFolder folder = new LocalFolder(archives);
        try {
            return folder.parts().stream().noneMatch(name -> Files.exists(folder.open(name)));
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(String otherwise, BooleanSupplier done) throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > untilNanos) {
                throw new IOException(otherwise);
            }
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    private List<RecordResult.Kill> killed(Findings findings) {
        List<RecordResult.Kill> all = new ArrayList<>();
        for (int i = 0; i < kills.size(); i++) {
            long next = i + 1 < kills.size() ? kills.get(i + 1) : Long.MAX_VALUE;
            all.add(findings.kill((kills.get(i) - beganNanos) / 1e9, kills.get(i), next));
        }
        return all;
    }
}
