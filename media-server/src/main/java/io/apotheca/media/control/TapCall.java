// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.control.v1.TapBatch;
import io.apotheca.media.control.v1.TapBegin;
import io.apotheca.media.control.v1.TapEvent;
import io.apotheca.media.control.v1.TapKeyframe;
import io.apotheca.media.control.v1.TapRequest;
import io.apotheca.media.tap.RoomTap;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One tap's stream. Requests come by the control service's threads; a virtual thread of its own takes events from the queue as
 * fast as the client takes them, and is the only one that answers. The loop neither wakes it nor waits for it.
 */
final class TapCall implements StreamObserver<TapRequest> {
    /** Between two batches. What a recorder's crash loses lies here, too. */
    private static final long PAUSE_NANOS = Duration.ofMillis(40).toNanos();

    private static final int BATCH_BYTES = 1 << 18;

    /** Opens and closes taps of rooms. */
    interface Rooms {
        void open(TapCall call);

        void close(TapCall call);

        void requestKeyframe(TapCall call, int track, int stream);
    }

    private final ServerCallStreamObserver<TapBatch> response;
    private final Rooms rooms;
    private final TapCounters counters;
    private final TapQueue queue = new TapQueue();
    private final Thread thread = Thread.ofVirtual().name("media-tap").unstarted(this::carry);
    private String roomId = "";
    private @Nullable RoomTap tap;
    private volatile @Nullable Status end;

    TapCall(ServerCallStreamObserver<TapBatch> response, Rooms rooms, TapCounters counters) {
        this.response = response;
        this.rooms = rooms;
        this.counters = counters;
        response.setOnCancelHandler(() -> end(Status.CANCELLED));
    }

    String roomId() {
        return roomId;
    }

    /** Of a call that has begun. */
    RoomTap tap() {
        if (tap == null) {
            throw new IllegalStateException("not begun");
        }
        return tap;
    }

    @Override
    public void onNext(TapRequest request) {
        try {
            switch (request.getRequestCase()) {
                case BEGIN -> begin(request.getBegin());
                case KEYFRAME -> keyframe(request.getKeyframe());
                case REQUEST_NOT_SET -> throw Requests.invalid("a request says what");
            }
        } catch (StatusRuntimeException e) {
            refuse(e.getStatus());
        }
    }

    private void begin(TapBegin begin) {
        Requests.id(begin.getRoomId(), "room_id");
        if (tap != null) {
            throw Requests.invalid("a tap begins once");
        }
        roomId = begin.getRoomId();
        tap = new RoomTap(queue, begin.getVideo());
        rooms.open(this);
        thread.start();
    }

    private void keyframe(TapKeyframe keyframe) {
        if (tap == null) {
            throw Requests.invalid("a tap begins first");
        }
        rooms.requestKeyframe(this, keyframe.getTrack(), keyframe.getStream());
    }

    @Override
    public void onError(Throwable broken) {
        end(Status.CANCELLED);
    }

    @Override
    public void onCompleted() {
        refuse(Status.OK);
    }

    /** Ends the tap for this reason, as soon as its thread gets to it. From any thread. */
    void end(Status reason) {
        end = reason;
        LockSupport.unpark(thread);
    }

    private void refuse(Status reason) {
        if (tap == null) {
            answer(reason);
        } else {
            end(reason);
        }
    }

    private void carry() {
        counters.opened();
        try {
            while (end == null) {
                if (!response.isReady() || !sendBatch()) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
                if (queue.overrun()) {
                    end = Status.RESOURCE_EXHAUSTED.withDescription("fell behind");
                }
            }
        } finally {
            counters.closed();
            rooms.close(this);
            Status reason = end;
            answer(reason == null ? Status.INTERNAL : reason);
        }
    }

    /** Whether there was more than fits into a batch. */
    private boolean sendBatch() {
        TapBatch.Builder batch = TapBatch.newBuilder();
        int bytes = 0;
        TapEvent event = null;
        while (bytes < BATCH_BYTES && (event = queue.take()) != null) {
            batch.addEvents(event);
            bytes += event.getPacket().getRtp().size();
            counters.count(event);
        }
        if (batch.getEventsCount() > 0) {
            response.onNext(batch.setSentNanos(System.nanoTime()).build());
        }
        return event != null;
    }

    private void answer(Status reason) {
        if (response.isCancelled()) {
            return;
        }
        if (reason.isOk()) {
            response.onCompleted();
        } else {
            response.onError(reason.asRuntimeException());
        }
    }
}
