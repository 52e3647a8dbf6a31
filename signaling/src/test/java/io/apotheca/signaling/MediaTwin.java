// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import com.google.protobuf.Message;
import io.apotheca.media.control.v1.CloseRoomRequest;
import io.apotheca.media.control.v1.CloseRoomResponse;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.LeaveRequest;
import io.apotheca.media.control.v1.LeaveResponse;
import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.QualityRequest;
import io.apotheca.media.control.v1.QualityResponse;
import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.media.control.v1.RestartIceResponse;
import io.apotheca.media.control.v1.RoomEvent;
import io.apotheca.media.control.v1.SetSourcesRequest;
import io.apotheca.media.control.v1.SetSourcesResponse;
import io.apotheca.media.control.v1.StatisticsRequest;
import io.apotheca.media.control.v1.StatisticsResponse;
import io.apotheca.media.control.v1.WatchRequest;
import io.apotheca.signaling.sdp.Offers;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A media service that says yes, keeps what it was asked for, and reports what the test tells it to. */
final class MediaTwin extends MediaControlGrpc.MediaControlImplBase implements MediaNode {
    private final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
    private final CompletableFuture<StreamObserver<RoomEvent>> watcher = new CompletableFuture<>();
    private final Server server;
    private final ManagedChannel channel;
    private volatile @Nullable CountDownLatch leaveHeld;
    private volatile @Nullable Status joinRefusal;
    private volatile @Nullable Status qualityRefusal;
    private volatile @Nullable Status statisticsRefusal;
    private volatile QualityResponse quality = QualityResponse.getDefaultInstance();
    private volatile StatisticsResponse statistics = StatisticsResponse.getDefaultInstance();

    MediaTwin() {
        String name = "twin-" + UUID.randomUUID();
        try {
            server = InProcessServerBuilder.forName(name)
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        channel = InProcessChannelBuilder.forName(name).build();
    }

    @Override
    public void join(JoinRequest request, StreamObserver<JoinResponse> response) {
        requests.add(request);
        Status refusal = joinRefusal;
        if (refusal != null) {
            response.onError(refusal.asRuntimeException());
            return;
        }
        answer(response, Offers.accept(request));
    }

    @Override
    public void restartIce(RestartIceRequest request, StreamObserver<RestartIceResponse> response) {
        requests.add(request);
        Status refusal = joinRefusal;
        if (refusal != null) {
            response.onError(refusal.asRuntimeException());
            return;
        }
        answer(response, Offers.accept(request));
    }

    @Override
    public void leave(LeaveRequest request, StreamObserver<LeaveResponse> response) {
        requests.add(request);
        CountDownLatch held = leaveHeld;
        if (held != null) {
            Deadlines.await(held);
        }
        answer(response, LeaveResponse.getDefaultInstance());
    }

    @Override
    public void setSources(SetSourcesRequest request, StreamObserver<SetSourcesResponse> response) {
        requests.add(request);
        answer(response, SetSourcesResponse.getDefaultInstance());
    }

    @Override
    public void closeRoom(CloseRoomRequest request, StreamObserver<CloseRoomResponse> response) {
        requests.add(request);
        answer(response, CloseRoomResponse.getDefaultInstance());
    }

    @Override
    public void quality(QualityRequest request, StreamObserver<QualityResponse> response) {
        requests.add(request);
        Status refusal = qualityRefusal;
        if (refusal != null) {
            response.onError(refusal.asRuntimeException());
            return;
        }
        answer(response, quality);
    }

    @Override
    public void statistics(StatisticsRequest request, StreamObserver<StatisticsResponse> response) {
        Status refusal = statisticsRefusal;
        if (refusal != null) {
            response.onError(refusal.asRuntimeException());
            return;
        }
        answer(response, statistics);
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<RoomEvent> events) {
        watcher.complete(events);
    }

    private static <T> void answer(StreamObserver<T> response, T value) {
        response.onNext(value);
        response.onCompleted();
    }

    void report(RoomEvent event) {
        Deadlines.get(watcher).onNext(event);
    }

    /** Refuses whoever joins or restarts ICE. */
    void refuseJoins(Status with) {
        joinRefusal = with;
    }

    /** Whoever asks for quality is told this from here on. */
    void tell(QualityResponse answer) {
        quality = answer;
    }

    /** Whoever asks for statistics is told this from here on. */
    void tell(StatisticsResponse answer) {
        statistics = answer;
        statisticsRefusal = null;
    }

    void refuseQuality(Status with) {
        qualityRefusal = with;
    }

    void refuseStatistics(Status with) {
        statisticsRefusal = with;
    }

    /** Leave calls return only after the latch is counted down. */
    CountDownLatch holdLeaves() {
        CountDownLatch latch = new CountDownLatch(1);
        leaveHeld = latch;
        return latch;
    }

    /** The next request of the type; others before it are skipped. */
    <T extends Message> T next(Class<T> type) {
        long deadlineNanos = System.nanoTime() + Deadlines.LIMIT.toNanos();
        while (true) {
            Message request = Deadlines.poll(requests, Duration.ofNanos(deadlineNanos - System.nanoTime()));
            if (type.isInstance(request)) {
                return type.cast(request);
            }
        }
    }

    boolean asked(Class<? extends Message> type) {
        return requests.stream().anyMatch(type::isInstance);
    }

    @Override
    public void rehearse() {}

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
        try {
            server.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
