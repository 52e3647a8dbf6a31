// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import io.apotheca.recorder.archive.PartFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.control.v1.Begin;
import io.apotheca.recorder.control.v1.Content;
import io.apotheca.recorder.control.v1.RecordCommand;
import io.apotheca.recorder.control.v1.RecordEvent;
import io.apotheca.recorder.control.v1.RecorderStatistics;
import io.apotheca.recorder.control.v1.RecorderStatisticsRequest;
import io.apotheca.recorder.control.v1.RecordingGrpc;
import io.apotheca.recorder.control.v1.RecoveredRequest;
import io.apotheca.recorder.control.v1.RecoveredResponse;
import io.apotheca.recorder.control.v1.StateChanged;
import io.apotheca.recorder.seal.Sealing;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** The Recording service. Can be used by any thread. */
final class RecordingService extends RecordingGrpc.RecordingImplBase implements AutoCloseable {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int LONGEST_ROOM = 64;
    private static final int MOST_ASKED = 100;

    private final RecorderConfig config;
    private final PartFolder folder;
    private final Channel media;
    private final InstantSource clock;
    private final IntSupplier uploadsRefused;
    private final Sealing sealing = Sealing.best();
    private final RecorderCounters counters = new RecorderCounters();
    private final PartFates fates;
    private final PartSearch search;
    private final Map<String, RecordingSession> sessions = new ConcurrentHashMap<>();
    private volatile boolean closing;

    RecordingService(
            RecorderConfig config,
            Channel media,
            InstantSource clock,
            PartFates fates,
            PartSearch search,
            IntSupplier uploadsRefused) {
        this.config = config;
        this.folder = config.parts();
        this.media = media;
        this.clock = clock;
        this.fates = fates;
        this.search = search;
        this.uploadsRefused = uploadsRefused;
    }

    @Override
    public StreamObserver<RecordCommand> record(StreamObserver<RecordEvent> response) {
        return new RecordingCall(this, (ServerCallStreamObserver<RecordEvent>) response);
    }

    /** Begins what a stream's first command says. Throws the status that refuses it. */
    RecordingSession begin(RecordCommand command, ServerCallStreamObserver<RecordEvent> response) {
        Begin begin = command.getBegin();
        check(command);
        if (config.keys().isEmpty()) {
            throw Status.FAILED_PRECONDITION
                    .withDescription("no records key is configured")
                    .asRuntimeException();
        }
        if (closing) {
            throw Status.UNAVAILABLE.withDescription("closing").asRuntimeException();
        }
        RecordingSession before = sessions.get(begin.getArchiveId());
        if (before != null) {
            takeOver(before);
        } else if (sessions.size() >= config.mostSessions()) {
            throw Status.RESOURCE_EXHAUSTED.withDescription("too many sessions").asRuntimeException();
        }
        RecordingSession session = new RecordingSession(this, begin, UUID.fromString(begin.getArchiveId()), response);
        if (sessions.putIfAbsent(begin.getArchiveId(), session) != null) {
            throw Status.ABORTED
                    .withDescription("another stream has the archive")
                    .asRuntimeException();
        }
        counters.sessionsBegun.increment();
        session.start();
        return session;
    }

    private static void takeOver(RecordingSession before) {
        try {
            before.handOver(Status.ABORTED.withDescription("another stream has the archive"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Status.UNAVAILABLE.asRuntimeException();
        }
    }

    private static void check(RecordCommand command) {
        Begin begin = command.getBegin();
        boolean sound = command.hasBegin()
                && UUID_TEXT.matcher(begin.getArchiveId()).matches()
                && !begin.getRoomId().isEmpty()
                && begin.getRoomId().length() <= LONGEST_ROOM
                && begin.getPartsBefore() >= 0
                && (begin.getContent() == Content.CONTENT_AUDIO
                        || begin.getContent() == Content.CONTENT_AUDIO_AND_VIDEO);
        if (!sound) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("a recording begins with an archive, a room and a content")
                    .asRuntimeException();
        }
    }

    @Override
    public void recovered(RecoveredRequest request, StreamObserver<RecoveredResponse> response) {
        RecoveredResponse.Builder all = RecoveredResponse.newBuilder();
        Set<PartName> told = new HashSet<>();
        fates.all().forEach(fate -> {
            all.addParts(fate.recovered());
            told.add(fate.name());
        });
        request.getPartsList().stream()
                .limit(MOST_ASKED)
                .filter(part -> UUID_TEXT.matcher(part.getArchiveId()).matches() && part.getPart() > 0)
                .filter(part -> !sessions.containsKey(part.getArchiveId()))
                .map(part -> new PartName(UUID.fromString(part.getArchiveId()), part.getPart()))
                .filter(told::add)
                .flatMap(name -> search.find(name).stream())
                .forEach(fate -> all.addParts(fate.recovered()));
        response.onNext(all.build());
        response.onCompleted();
    }

    @Override
    public void statistics(RecorderStatisticsRequest request, StreamObserver<RecorderStatistics> response) {
        RecorderStatistics.Builder statistics = RecorderStatistics.newBuilder()
                .setSessionsBegun(counters.sessionsBegun.sum())
                .setPartsBegun(counters.partsBegun.sum())
                .setPackets(counters.packets.sum())
                .setPacketBytes(counters.packetBytes.sum())
                .setPacketsDropped(counters.packetsDropped.sum())
                .setUploadsRefused(uploadsRefused.getAsInt());
        for (RecordingSession session : sessions.values()) {
            StateChanged.State state = session.state().getState();
            statistics
                    .setSessions(statistics.getSessions() + 1)
                    .setPaused(statistics.getPaused() + (state == StateChanged.State.PAUSED ? 1 : 0))
                    .setBehind(statistics.getBehind() + (state == StateChanged.State.BEHIND ? 1 : 0))
                    .setStopped(statistics.getStopped() + (state == StateChanged.State.STOPPED ? 1 : 0));
        }
        response.onNext(statistics.build());
        response.onCompleted();
    }

    RecorderConfig config() {
        return config;
    }

    PartFolder folder() {
        return folder;
    }

    Channel media() {
        return media;
    }

    Sealing sealing() {
        return sealing;
    }

    RecorderCounters counters() {
        return counters;
    }

    PartFates fates() {
        return fates;
    }

    long nowMillis() {
        return clock.millis();
    }

    /** A session has ended. */
    void over(RecordingSession session, String archive) {
        sessions.remove(archive, session);
    }

    /** Ends every part that is being written. */
    @Override
    public void close() {
        closing = true;
        for (RecordingSession session : sessions.values()) {
            takeOver(session);
        }
    }
}
