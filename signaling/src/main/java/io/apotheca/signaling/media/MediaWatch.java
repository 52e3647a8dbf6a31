// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.media;

import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.RoomEvent;
import io.apotheca.media.control.v1.WatchRequest;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the events of every room, and takes the stream up again when it breaks. Events come on gRPC's threads, in
 * order; the sink must not block.
 */
public final class MediaWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaWatch.class);
    private static final long PAUSE_MILLIS = 500;

    private final Channel channel;
    private final Consumer<RoomEvent> sink;
    private final ScheduledExecutorService timers;
    private final Context.CancellableContext context = Context.ROOT.withCancellation();

    public MediaWatch(Channel channel, ScheduledExecutorService timers, Consumer<RoomEvent> sink) {
        this.channel = channel;
        this.timers = timers;
        this.sink = sink;
    }

    public void start() {
        context.run(() -> MediaControlGrpc.newStub(channel).watch(WatchRequest.getDefaultInstance(), new Events()));
    }

    private void again() {
        if (!context.isCancelled() && !timers.isShutdown()) {
            var _ = timers.schedule(this::start, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private final class Events implements StreamObserver<RoomEvent> {
        @Override
        public void onNext(RoomEvent event) {
            sink.accept(event);
        }

        @Override
        public void onError(Throwable broken) {
            if (!context.isCancelled()) {
                LOG.warn(
                        "The media server's events stopped: {}",
                        Status.fromThrowable(broken).getCode());
                again();
            }
        }

        @Override
        public void onCompleted() {
            again();
        }
    }
}
