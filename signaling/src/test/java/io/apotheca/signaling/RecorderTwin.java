// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import com.google.protobuf.ByteString;
import io.apotheca.recorder.control.v1.Ended;
import io.apotheca.recorder.control.v1.PartBegun;
import io.apotheca.recorder.control.v1.PartEnded;
import io.apotheca.recorder.control.v1.PartRef;
import io.apotheca.recorder.control.v1.RecordCommand;
import io.apotheca.recorder.control.v1.RecordEvent;
import io.apotheca.recorder.control.v1.RecorderStatistics;
import io.apotheca.recorder.control.v1.RecorderStatisticsRequest;
import io.apotheca.recorder.control.v1.RecordingGrpc;
import io.apotheca.recorder.control.v1.RecoveredRequest;
import io.apotheca.recorder.control.v1.RecoveredResponse;
import io.apotheca.recorder.control.v1.StateChanged;
import io.apotheca.recorder.control.v1.Trouble;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A recorder that writes nothing: it keeps what it was told, does as it is told, and fails when the test says so. */
final class RecorderTwin extends RecordingGrpc.RecordingImplBase implements RecorderNode {
    static final String KEY = "00112233445566778899aabbccddeeff";
    private static final int DIGEST_BYTES = 32;

    private final BlockingQueue<RecordCommand> commands = new LinkedBlockingQueue<>();
    private final BlockingQueue<Take> takes = new LinkedBlockingQueue<>();
    private final Server server;
    private final ManagedChannel channel;
    private final RecoveredResponse recovered;
    private volatile RecorderStatistics statistics = RecorderStatistics.getDefaultInstance();
    private final Queue<PartRef> partsAsked = new ConcurrentLinkedQueue<>();
    private volatile boolean mute;

    /** @param recovered what it has found of earlier parts */
    RecorderTwin(RecoveredResponse recovered) {
        this.recovered = recovered;
        String name = "recorder-" + UUID.randomUUID();
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
    public StreamObserver<RecordCommand> record(StreamObserver<RecordEvent> events) {
        return new Take(events);
    }

    @Override
    public void recovered(RecoveredRequest request, StreamObserver<RecoveredResponse> response) {
        partsAsked.addAll(request.getPartsList());
        response.onNext(recovered);
        response.onCompleted();
    }

    /** Parts whose ends were asked for so far. */
    List<PartRef> partsAsked() {
        return List.copyOf(partsAsked);
    }

    @Override
    public void statistics(RecorderStatisticsRequest request, StreamObserver<RecorderStatistics> response) {
        response.onNext(statistics);
        response.onCompleted();
    }

    /** From now on these are its figures. */
    void tell(RecorderStatistics now) {
        statistics = now;
    }

    /** From now on it confirms nothing. */
    void mute() {
        mute = true;
    }

    /** The next stream that was begun. */
    Take take() {
        return Deadlines.poll(takes, Deadlines.LIMIT);
    }

    boolean asked() {
        return !takes.isEmpty();
    }

    /** The next command of a kind; others before it are skipped. */
    RecordCommand next(Predicate<RecordCommand> which) {
        long deadlineNanos = System.nanoTime() + Deadlines.LIMIT.toNanos();
        while (true) {
            RecordCommand command = Deadlines.poll(commands, Duration.ofNanos(deadlineNanos - System.nanoTime()));
            if (which.test(command)) {
                return command;
            }
        }
    }

    /** Facts that came since, up to one with these words. */
    List<String> factsUntil(String words) {
        List<String> facts = new ArrayList<>();
        String fact;
        do {
            fact = next(RecordCommand::hasFact).getFact().getJson();
            facts.add(fact);
        } while (!fact.contains(words));
        return facts;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    /** One stream: a part of an archive. */
    final class Take implements StreamObserver<RecordCommand> {
        private final StreamObserver<RecordEvent> events;
        private int part;
        volatile @Nullable RecordCommand began;

        Take(StreamObserver<RecordEvent> events) {
            this.events = events;
        }

        @Override
        public void onNext(RecordCommand command) {
            commands.add(command);
            switch (command.getCommandCase()) {
                case BEGIN -> {
                    began = command;
                    part = command.getBegin().getPartsBefore() + 1;
                    if (!mute) {
                        begin();
                    }
                    takes.add(this);
                }
                case PAUSE -> confirm(StateChanged.State.PAUSED);
                case RESUME -> confirm(StateChanged.State.RECORDING);
                case FACT, COMMAND_NOT_SET -> {
                    // Kept above.
                }
            }
        }

        private void begin() {
            events.onNext(RecordEvent.newBuilder()
                    .setPartBegun(PartBegun.newBuilder()
                            .setPart(part)
                            .addKeyIds(KEY)
                            .setHeaderDigest(ByteString.copyFrom(new byte[DIGEST_BYTES])))
                    .build());
            confirm(StateChanged.State.RECORDING);
        }

        private void confirm(StateChanged.State state) {
            if (!mute) {
                tell(state, Trouble.TROUBLE_UNSPECIFIED);
            }
        }

        void tell(StateChanged.State state, Trouble trouble) {
            events.onNext(RecordEvent.newBuilder()
                    .setStateChanged(StateChanged.newBuilder().setState(state).setTrouble(trouble))
                    .build());
        }

        void end(int which) {
            byte[] digest = new byte[DIGEST_BYTES];
            digest[0] = (byte) which;
            events.onNext(RecordEvent.newBuilder()
                    .setPartEnded(PartEnded.newBuilder()
                            .setPart(which)
                            .setDigest(ByteString.copyFrom(digest))
                            .setLength(1000 + which))
                    .build());
        }

        /** As a recorder that dies. */
        void fail() {
            events.onError(Status.UNAVAILABLE.asRuntimeException());
        }

        @Override
        public void onError(Throwable broken) {
            commands.add(RecordCommand.getDefaultInstance());
        }

        @Override
        public void onCompleted() {
            end(part);
            events.onNext(RecordEvent.newBuilder()
                    .setEnded(Ended.getDefaultInstance())
                    .build());
            events.onCompleted();
        }
    }
}
