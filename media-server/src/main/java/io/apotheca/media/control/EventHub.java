// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.control.v1.LayersWanted;
import io.apotheca.media.control.v1.QualityChanged;
import io.apotheca.media.control.v1.RoomEvent;
import io.apotheca.media.control.v1.SlotAssignment;
import io.apotheca.media.control.v1.SlotsChanged;
import io.apotheca.media.control.v1.SpeakerChanged;
import io.apotheca.media.control.v1.TransportChanged;
import io.apotheca.media.forward.Source;
import io.apotheca.media.room.RoomListener;
import io.apotheca.media.transport.TransportState;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room events on their way from the loops to whoever watches. A loop only puts an event into each watcher's queue; a
 * virtual thread a watcher carries it on. A watcher that falls far behind is cut off, and must watch anew.
 */
final class EventHub implements RoomListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
    private static final int QUEUED_EVENTS = 10_000;

    private record Watcher(BlockingQueue<RoomEvent> queue, Thread thread) {}

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    void watch(ServerCallStreamObserver<RoomEvent> stream) {
        BlockingQueue<RoomEvent> queue = new LinkedBlockingQueue<>(QUEUED_EVENTS);
        Thread thread = Thread.ofVirtual().name("media-events").unstarted(() -> carry(queue, stream));
        Watcher watcher = new Watcher(queue, thread);
        stream.setOnCancelHandler(() -> drop(watcher));
        watchers.add(watcher);
        thread.start();
    }

    private static void carry(BlockingQueue<RoomEvent> queue, ServerCallStreamObserver<RoomEvent> stream) {
        try {
            while (!stream.isCancelled()) {
                stream.onNext(queue.take());
            }
        } catch (InterruptedException e) {
            // Cut off: the stream is this thread's alone, so its end is said here.
            if (!stream.isCancelled()) {
                stream.onError(
                        Status.RESOURCE_EXHAUSTED.withDescription("fell behind").asRuntimeException());
            }
        }
    }

    private void drop(Watcher watcher) {
        watchers.remove(watcher);
        watcher.thread.interrupt();
    }

    private void publish(RoomEvent.Builder event) {
        RoomEvent built = event.build();
        for (Watcher watcher : watchers) {
            if (!watcher.queue.offer(built)) {
                LOG.error("A watcher of room events fell {} events behind and was cut off", QUEUED_EVENTS);
                drop(watcher);
            }
        }
    }

    @Override
    public void onTransport(String roomId, String participantId, TransportState state) {
        switch (state) {
            case CONNECTED ->
                publish(roomId, participantId, io.apotheca.media.control.v1.TransportState.TRANSPORT_STATE_CONNECTED);
            case INTERRUPTED ->
                publish(roomId, participantId, io.apotheca.media.control.v1.TransportState.TRANSPORT_STATE_INTERRUPTED);
            case FAILED ->
                publish(roomId, participantId, io.apotheca.media.control.v1.TransportState.TRANSPORT_STATE_FAILED);
            case CONNECTING, CLOSED -> {}
        }
    }

    private void publish(String roomId, String participantId, io.apotheca.media.control.v1.TransportState state) {
        publish(RoomEvent.newBuilder()
                .setRoomId(roomId)
                .setTransportChanged(TransportChanged.newBuilder()
                        .setParticipantId(participantId)
                        .setState(state)));
    }

    @Override
    public void onSlots(String roomId, String participantId, List<Assignment> assignments) {
        SlotsChanged.Builder slots = SlotsChanged.newBuilder().setParticipantId(participantId);
        for (Assignment assignment : assignments) {
            slots.addAssignments(SlotAssignment.newBuilder()
                    .setMid(assignment.mid())
                    .setSourceParticipantId(assignment.participantId())
                    .setSource(proto(assignment.source())));
        }
        publish(RoomEvent.newBuilder().setRoomId(roomId).setSlotsChanged(slots));
    }

    @Override
    public void onLayersWanted(String roomId, String participantId, Source source, int highest) {
        publish(RoomEvent.newBuilder()
                .setRoomId(roomId)
                .setLayersWanted(LayersWanted.newBuilder()
                        .setParticipantId(participantId)
                        .setSource(proto(source))
                        .setHighest(highest)));
    }

    @Override
    public void onSpeaker(String roomId, @Nullable String participantId) {
        publish(RoomEvent.newBuilder()
                .setRoomId(roomId)
                .setSpeakerChanged(
                        SpeakerChanged.newBuilder().setParticipantId(participantId == null ? "" : participantId)));
    }

    @Override
    public void onQuality(String roomId, String participantId, Quality quality) {
        publish(RoomEvent.newBuilder()
                .setRoomId(roomId)
                .setQualityChanged(QualityChanged.newBuilder()
                        .setParticipantId(participantId)
                        .addAllPausedMids(quality.paused())
                        .addAllReducedMids(quality.reduced())));
    }

    static io.apotheca.media.control.v1.Source proto(Source source) {
        return switch (source) {
            case MICROPHONE -> io.apotheca.media.control.v1.Source.SOURCE_MICROPHONE;
            case CAMERA -> io.apotheca.media.control.v1.Source.SOURCE_CAMERA;
            case SCREEN -> io.apotheca.media.control.v1.Source.SOURCE_SCREEN;
        };
    }

    @Override
    public void close() {
        for (Watcher watcher : watchers) {
            drop(watcher);
        }
    }
}
