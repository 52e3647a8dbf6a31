// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import com.google.protobuf.ByteString;
import io.apotheca.media.control.v1.TapBatch;
import io.apotheca.recorder.archive.ArchiveListener;
import io.apotheca.recorder.archive.ArchiveLoop;
import io.apotheca.recorder.archive.PartEnd;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.SessionArchive;
import io.apotheca.recorder.archive.Sha256;
import io.apotheca.recorder.control.v1.Begin;
import io.apotheca.recorder.control.v1.Content;
import io.apotheca.recorder.control.v1.Ended;
import io.apotheca.recorder.control.v1.PartBegun;
import io.apotheca.recorder.control.v1.PartEnded;
import io.apotheca.recorder.control.v1.RecordCommand;
import io.apotheca.recorder.control.v1.RecordEvent;
import io.apotheca.recorder.control.v1.StateChanged;
import io.apotheca.recorder.key.KeyId;
import io.apotheca.recorder.session.SessionStart;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session being recorded: what signaling wants, what the tap brings and how the archive fares meet in a queue, and one virtual
 * thread takes them from there. It alone touches the session's state, and answers.
 */
final class RecordingSession implements StreamObserver<RecordCommand>, SessionTap.Receiver, ArchiveListener {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingSession.class);
    private static final long TICK_NANOS = Duration.ofMillis(100).toNanos();
    private static final Duration DISK_TAKES_THE_END = Duration.ofSeconds(30);
    private static final long NEVER = Long.MAX_VALUE;

    /** What is put into the queue. */
    private sealed interface Message {
        record Command(RecordCommand command) implements Message {}

        /** Signaling wants the archive to end. */
        record End() implements Message {}

        /** Signaling is not there any more, or {@code at once} somebody else goes on with the archive. */
        record Broken(Status why, boolean atOnce) implements Message {}

        record Tapped(SessionTap from, TapBatch batch) implements Message {}

        record TapOver(SessionTap from, Status status) implements Message {}

        record Begun(PartName part, List<KeyId> recipients, Sha256 headerDigest) implements Message {}

        record PartOver(PartEnd end) implements Message {}
    }

    private final RecordingService service;
    private final Begin begin;
    private final UUID archiveId;
    private final ServerCallStreamObserver<RecordEvent> response;
    private final SessionFacts facts;
    private final SessionStart start;
    private final SessionArchive archive;
    private final LinkedBlockingQueue<Message> queue = new LinkedBlockingQueue<>();
    private final SessionState state = new SessionState();
    private final Thread thread = Thread.ofVirtual().name("recording").unstarted(this::run);

    private @Nullable PartStream stream;
    private @Nullable TapReader reader;
    private @Nullable SessionTap tap;
    private long tapAgainNanos;
    private int tapFailures;
    private boolean paused;
    private boolean over;
    private long brokenNanos = NEVER;

    /** @param archiveId as {@code begin} has it */
    RecordingSession(
            RecordingService service, Begin begin, UUID archiveId, ServerCallStreamObserver<RecordEvent> response) {
        this.service = service;
        this.begin = begin;
        this.archiveId = archiveId;
        this.response = response;
        RecorderConfig config = service.config();
        long nowMillis = service.nowMillis();
        facts = new SessionFacts(begin, nowMillis);
        long agoNanos = TimeUnit.MILLISECONDS.toNanos(nowMillis - facts.originMillis());
        start = new SessionStart(
                System.nanoTime() - agoNanos,
                TimeUnit.MILLISECONDS.toNanos(facts.originMillis()),
                config.keyframeInterval().toNanos());
        archive = new SessionArchive(
                archiveId,
                begin.getPartsBefore(),
                service.folder(),
                config.keys(),
                service.sealing(),
                config.archiveLimits(),
                this);
    }

    void start() {
        thread.start();
    }

    /** How it is doing, as far as it has looked; from any thread. */
    StateChanged state() {
        return state.told();
    }

    /** Ends the part at once, so that somebody else can go on with the archive; returns when it has. From another thread. */
    void handOver(Status why) throws InterruptedException {
        queue.add(new Message.Broken(why, true));
        thread.join(DISK_TAKES_THE_END.plusSeconds(1));
    }

    @Override
    public void onNext(RecordCommand command) {
        queue.add(new Message.Command(command));
    }

    @Override
    public void onError(Throwable broken) {
        queue.add(new Message.Broken(Status.CANCELLED, false));
    }

    @Override
    public void onCompleted() {
        queue.add(new Message.End());
    }

    @Override
    public void batch(SessionTap from, TapBatch batch) {
        queue.add(new Message.Tapped(from, batch));
    }

    @Override
    public void over(SessionTap from, Status status) {
        queue.add(new Message.TapOver(from, status));
    }

    @Override
    public void onPartBegun(PartName part, List<KeyId> recipients, Sha256 headerDigest) {
        queue.add(new Message.Begun(part, recipients, headerDigest));
    }

    @Override
    public void onPartEnded(PartEnd end) {
        queue.add(new Message.PartOver(end));
    }

    private void run() {
        ArchiveLoop loop = ArchiveLoop.start(archive);
        try {
            long nextTick = System.nanoTime();
            while (!over) {
                Message message = queue.poll(nextTick - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (message != null) {
                    on(message, loop);
                }
                long nowNanos = System.nanoTime();
                if (!over && nowNanos >= nextTick) {
                    tick(loop, nowNanos);
                    nextTick = nowNanos + TICK_NANOS;
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("A recording was interrupted; its archive is left as a crash would leave it");
        } catch (RuntimeException e) {
            LOG.error("A recording failed", e);
            give(loop, Status.INTERNAL);
        } finally {
            closeTap();
            service.over(this, begin.getArchiveId());
        }
    }

    private void on(Message message, ArchiveLoop loop) throws InterruptedException {
        switch (message) {
            case Message.Command(RecordCommand command) -> {
                on(command);
                response.request(1);
            }
            case Message.End() -> end(loop);
            case Message.Broken(Status why, boolean atOnce) -> {
                if (atOnce) {
                    give(loop, why);
                } else {
                    brokenNanos = Math.min(brokenNanos, System.nanoTime());
                }
            }
            case Message.Tapped(SessionTap from, TapBatch batch) -> tapped(from, batch);
            case Message.TapOver(SessionTap from, Status status) -> tapOver(from, status);
            case Message.Begun begun -> partBegun(begun);
            case Message.PartOver(PartEnd end) -> partOver(end, false);
        }
    }

    private void on(RecordCommand command) {
        switch (command.getCommandCase()) {
            case BEGIN -> LOG.warn("A recording was begun twice; the second beginning is left out");
            case PAUSE -> {
                paused = true;
                closeTap();
            }
            case RESUME -> {
                paused = false;
                tapAgainNanos = System.nanoTime();
            }
            case FACT -> {
                if (!facts.add(command.getFact().getJson())) {
                    LOG.warn("A fact of a recording was left out: it is malformed, or one too many");
                }
                writeFacts();
            }
            case COMMAND_NOT_SET -> {
                // Of a newer signaling server: nothing we know how to do.
            }
        }
    }

    private void writeFacts() {
        PartStream open = stream;
        if (open != null) {
            facts.takeWaiting().forEach(open::fact);
        }
    }

    private void tapped(SessionTap from, TapBatch batch) {
        if (from != tap || reader == null) {
            return;
        }
        tapFailures = 0;
        service.counters().count(batch);
        reader.batch(batch, System.nanoTime());
        from.takeMore();
    }

    private void tapOver(SessionTap from, Status status) {
        if (from != tap) {
            return;
        }
        LOG.warn("The media server's tap of a room ended: {}", status.getCode());
        tap = null;
        suspend();
        tapFailures++;
        tapAgainNanos = System.nanoTime() + service.config().tapPauseNanos(tapFailures);
    }

    private void tick(ArchiveLoop loop, long nowNanos) throws InterruptedException {
        if (brokenNanos != NEVER
                && nowNanos - brokenNanos >= service.config().grace().toNanos()) {
            LOG.warn("A recording's part ends: whoever had it recorded is gone");
            give(loop, Status.CANCELLED);
            return;
        }
        if (brokenNanos == NEVER && !response.isCancelled()) {
            tellFates();
        }
        int part = archive.part();
        PartStream open = stream;
        if (open != null && open.part() != part) {
            closeTap();
            stream = null;
            reader = null;
        }
        if (stream == null && part != 0) {
            beginStream(part, nowNanos);
        }
        if (stream != null) {
            stream.recorder().advance(nowNanos);
        }
        if (stream != null && tap == null && !paused && nowNanos >= tapAgainNanos) {
            openTap();
        }
        StateChanged changed = state.change(archive.state(nowNanos), paused, tapFailures > 0);
        if (changed != null) {
            tell(event -> event.setStateChanged(changed));
        }
    }

    /** Earlier parts' ends come to be known while this one is written. */
    private void tellFates() {
        service.fates()
                .take(archiveId)
                .forEach(fate -> fate.ended().ifPresent(end -> tell(event -> event.setPartEnded(end))));
    }

    private void beginStream(int part, long nowNanos) {
        PartStream begun = new PartStream(archive, part, start, this::requestKeyframe, System::nanoTime);
        stream = begun;
        reader = new TapReader(begun.recorder()::on, facts::name);
        facts.opening().forEach(begun::fact);
        tapAgainNanos = Math.min(tapAgainNanos, nowNanos);
        writeFacts();
    }

    private void openTap() {
        if (reader != null) {
            reader.opened();
            boolean video = begin.getContent() != Content.CONTENT_AUDIO;
            tap = SessionTap.open(service.media(), begin.getRoomId(), video, this);
        }
    }

    private void requestKeyframe(int track, int simulcastStream) {
        int number = reader == null ? 0 : reader.numberAtTap(track);
        if (tap != null && number > 0) {
            tap.requestKeyframe(number, simulcastStream);
        }
    }

    private void closeTap() {
        SessionTap open = tap;
        tap = null;
        if (open != null) {
            open.close();
            suspend();
        }
    }

    private void suspend() {
        if (reader != null) {
            reader.suspended(System.nanoTime());
        }
    }

    /** The archive gets its end. */
    private void end(ArchiveLoop loop) throws InterruptedException {
        endStream();
        boolean ended = loop.end(DISK_TAKES_THE_END);
        tellRest(ended);
        over = true;
        if (ended) {
            tell(event -> event.setEnded(Ended.getDefaultInstance()));
            if (!response.isCancelled()) {
                response.onCompleted();
            }
        } else {
            fail(Status.UNAVAILABLE.withDescription("the disk did not take the end"));
        }
    }

    /** The part gets its end, and this session too; the archive has none. */
    private void give(ArchiveLoop loop, Status why) {
        over = true;
        endStream();
        try {
            loop.endPart(DISK_TAKES_THE_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tellRest(false);
        fail(why);
    }

    private void endStream() {
        closeTap();
        if (stream == null && archive.part() != 0) {
            beginStream(archive.part(), System.nanoTime());
        }
        if (stream != null) {
            stream.recorder().end(System.nanoTime());
            stream = null;
            reader = null;
        }
    }

    /** What the archive still has put into the queue. */
    private void tellRest(boolean archiveEnds) {
        List<Message> rest = new ArrayList<>();
        queue.drainTo(rest);
        rest.removeIf(message -> !(message instanceof Message.Begun || message instanceof Message.PartOver));
        for (Message message : rest) {
            if (message instanceof Message.Begun begun) {
                partBegun(begun);
            } else if (message instanceof Message.PartOver(PartEnd end)) {
                partOver(end, archiveEnds && message.equals(rest.getLast()));
            }
        }
    }

    private void partBegun(Message.Begun begun) {
        service.counters().partsBegun.increment();
        tell(event -> event.setPartBegun(PartBegun.newBuilder()
                .setPart(begun.part.part())
                .addAllKeyIds(begun.recipients.stream().map(KeyId::toString).toList())
                .setHeaderDigest(PartFate.bytes(begun.headerDigest))));
    }

    private void partOver(PartEnd end, boolean last) {
        if (brokenNanos != NEVER || response.isCancelled()) {
            service.fates().add(PartFate.of(end));
            return;
        }
        ByteString digest = PartFate.bytes(end.digest());
        tell(event -> event.setPartEnded(PartEnded.newBuilder()
                .setPart(end.name().part())
                .setDigest(digest)
                .setLength(end.lengthBytes())
                .setLast(last)));
    }

    /** Fills in one event. */
    private interface Event {
        void fill(RecordEvent.Builder event);
    }

    private void tell(Event event) {
        if (brokenNanos == NEVER && !response.isCancelled()) {
            RecordEvent.Builder builder = RecordEvent.newBuilder();
            event.fill(builder);
            response.onNext(builder.build());
        }
    }

    private void fail(Status why) {
        if (brokenNanos == NEVER && !response.isCancelled()) {
            response.onError(why.asRuntimeException());
        }
    }
}
