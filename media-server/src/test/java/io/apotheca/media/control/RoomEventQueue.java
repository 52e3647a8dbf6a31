// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.control.v1.LeaveRequest;
import io.apotheca.media.control.v1.MediaControlGrpc.MediaControlBlockingStub;
import io.apotheca.media.control.v1.RoomEvent;
import io.apotheca.media.control.v1.SlotsChanged;
import io.apotheca.media.control.v1.TransportState;
import io.apotheca.media.control.v1.WatchRequest;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Watches a media server's rooms, from the end of the constructor on. */
final class RoomEventQueue implements AutoCloseable {
    private static final String PROBE = "probe";
    private static final int TRIES = 300;
    private static final int PAUSE_MILLIS = 100;

    private final BlockingQueue<RoomEvent> events = new LinkedBlockingQueue<>();
    private final Context.CancellableContext context = Context.current().withCancellation();

    RoomEventQueue(MediaControlBlockingStub control) throws InterruptedException {
        Thread.ofVirtual().start(context.wrap(() -> read(control.watch(WatchRequest.getDefaultInstance()))));
        for (int i = 0; i < TRIES; i++) {
            control.join(JoinRequests.of(PROBE, PROBE).build());
            boolean watching = events.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS) != null;
            control.leave(LeaveRequest.newBuilder()
                    .setRoomId(PROBE)
                    .setParticipantId(PROBE)
                    .build());
            if (watching) {
                return;
            }
        }
        throw new AssertionError("no events come");
    }

    private void read(Iterator<RoomEvent> stream) {
        try {
            stream.forEachRemaining(events::add);
        } catch (StatusRuntimeException e) {
            // Cancelled, or the server is gone.
        }
    }

    private RoomEvent next() throws InterruptedException {
        RoomEvent event = events.poll(TRIES * PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        if (event == null) {
            throw new AssertionError("nothing happened");
        }
        return event;
    }

    /** The next state of this participant's transport. */
    TransportState nextState(String participant) throws InterruptedException {
        while (true) {
            RoomEvent event = next();
            if (event.hasTransportChanged()
                    && event.getTransportChanged().getParticipantId().equals(participant)) {
                return event.getTransportChanged().getState();
            }
        }
    }

    /** The next time that this participant's slots have so many assignments: "mid=participant" each. */
    List<String> nextSlots(String participant, int count) throws InterruptedException {
        while (true) {
            SlotsChanged slots = next().getSlotsChanged();
            if (slots.getParticipantId().equals(participant) && slots.getAssignmentsCount() == count) {
                return slots.getAssignmentsList().stream()
                        .map(each -> each.getMid() + '=' + each.getSourceParticipantId())
                        .toList();
            }
        }
    }

    @Override
    public void close() {
        context.cancel(null);
    }
}
