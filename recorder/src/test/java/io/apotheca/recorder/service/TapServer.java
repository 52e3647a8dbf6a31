// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import com.google.protobuf.UnsafeByteOperations;
import io.apotheca.media.control.v1.Codec;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.Source;
import io.apotheca.media.control.v1.TapBatch;
import io.apotheca.media.control.v1.TapEvent;
import io.apotheca.media.control.v1.TapPacket;
import io.apotheca.media.control.v1.TapParticipant;
import io.apotheca.media.control.v1.TapRequest;
import io.apotheca.media.control.v1.TapRoomTold;
import io.apotheca.media.control.v1.TapTrackStarted;
import io.apotheca.recorder.testing.Recorded;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A media server that has nothing but taps: a test says what each of them tells. */
final class TapServer extends MediaControlGrpc.MediaControlImplBase implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    /** A tap that a recorder has opened. */
    static final class Tap implements StreamObserver<TapRequest> {
        final BlockingQueue<TapRequest> requests = new LinkedBlockingQueue<>();
        final BlockingQueue<Boolean> over = new LinkedBlockingQueue<>();
        private final BlockingQueue<Boolean> ready = new LinkedBlockingQueue<>();
        private final ServerCallStreamObserver<TapBatch> response;

        Tap(ServerCallStreamObserver<TapBatch> response) {
            this.response = response;
            response.setOnCancelHandler(() -> over.add(true));
            response.setOnReadyHandler(() -> ready.add(true));
        }

        @Override
        public void onNext(TapRequest request) {
            requests.add(request);
        }

        @Override
        public void onError(Throwable broken) {
            over.add(true);
        }

        @Override
        public void onCompleted() {
            over.add(true);
        }

        TapRequest request() throws InterruptedException {
            TapRequest request = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("nothing was asked");
            }
            return request;
        }

        /** Waits for the recorder to close it. */
        void awaitOver() throws InterruptedException {
            if (over.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
                throw new AssertionError("still open");
            }
        }

        /** Waits until the recorder asks for more: it has recorded all that was told but the last batches under way. */
        void awaitRecorded() throws InterruptedException {
            while (!response.isReady()) {
                if (ready.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
                    throw new AssertionError("what was told is not recorded");
                }
            }
        }

        void tell(TapEvent.Builder... events) {
            TapBatch.Builder batch = TapBatch.newBuilder().setSentNanos(System.nanoTime());
            for (TapEvent.Builder event : events) {
                batch.addEvents(event.setNanos(System.nanoTime()));
            }
            response.onNext(batch.build());
        }

        void fail(Status status) {
            response.onError(status.asRuntimeException());
        }

        /** One person is here, with one track, of this encoding; and the first packets of it. */
        void play(int track, String participant, Recorded recorded, int packets) {
            boolean video = recorded.encoding().codec().video();
            tell(
                    TapEvent.newBuilder().setJoined(TapParticipant.newBuilder().setParticipantId(participant)),
                    TapEvent.newBuilder().setRoomTold(TapRoomTold.getDefaultInstance()),
                    TapEvent.newBuilder()
                            .setTrackStarted(TapTrackStarted.newBuilder()
                                    .setTrack(track)
                                    .setParticipantId(participant)
                                    .setSource(video ? Source.SOURCE_CAMERA : Source.SOURCE_MICROPHONE)
                                    .setCodec(CodecParameters.newBuilder()
                                            .setCodec(video ? Codec.CODEC_VP8 : Codec.CODEC_OPUS)
                                            .setPayloadType(recorded.encoding().payloadType()))));
            List<byte[]> all = recorded.packets();
            for (byte[] packet : all.subList(0, Math.min(packets, all.size()))) {
                tell(TapEvent.newBuilder()
                        .setPacket(TapPacket.newBuilder()
                                .setTrack(track)
                                .setRtp(UnsafeByteOperations.unsafeWrap(packet))));
            }
        }
    }

    private final BlockingQueue<Tap> taps = new LinkedBlockingQueue<>();
    private final Server server;
    private final ManagedChannel channel;

    TapServer() throws IOException {
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name).addService(this).build().start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    Channel channel() {
        return channel;
    }

    @Override
    public StreamObserver<TapRequest> tap(StreamObserver<TapBatch> response) {
        Tap tap = new Tap((ServerCallStreamObserver<TapBatch>) response);
        taps.add(tap);
        return tap;
    }

    /** The next tap that is opened. */
    Tap next() throws InterruptedException {
        Tap tap = taps.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (tap == null) {
            throw new AssertionError("no tap was opened");
        }
        return tap;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
