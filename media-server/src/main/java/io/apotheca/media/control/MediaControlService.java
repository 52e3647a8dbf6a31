// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

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
import io.apotheca.media.control.v1.TapBatch;
import io.apotheca.media.control.v1.TapRequest;
import io.apotheca.media.control.v1.WatchRequest;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.forward.Source;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.net.MediaLoop;
import io.apotheca.media.net.MediaLoops;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control service of a media node. Runs on virtual threads; checks a request, then carries it out on the loop where
 * the room lives, by its mailbox, and waits for that. Who joins while the room is being closed or left joins after that.
 */
public final class MediaControlService extends MediaControlGrpc.MediaControlImplBase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaControlService.class);
    private static final long LOOP_ANSWERS_SECONDS = 5;

    private record Place(MediaLoop loop, RoomHost host) {}

    /** Opens and closes taps, each while it is its room's turn. */
    private final class TappedRooms implements TapCall.Rooms {
        @Override
        public void open(TapCall call) {
            turns.take(call.roomId(), () -> {
                TapCall before = taps.put(call.roomId(), call);
                if (before != null) {
                    before.end(Status.ABORTED.withDescription("another tap of the room was opened"));
                }
                Place place = directory.lookUp(call.roomId());
                if (place == null) {
                    call.tap().told(System.nanoTime()); // nobody is in the room, and no loop has it
                } else {
                    on(place, () -> place.host.tap(call.roomId(), call.tap()));
                }
                return true;
            });
        }

        @Override
        public void close(TapCall call) {
            turns.take(call.roomId(), () -> {
                Place place = directory.lookUp(call.roomId());
                if (taps.remove(call.roomId(), call) && place != null) {
                    on(place, () -> place.host.tap(call.roomId(), null));
                }
                return true;
            });
        }

        @Override
        public void requestKeyframe(TapCall call, int track, int stream) {
            Place place = directory.lookUp(call.roomId());
            if (place != null) {
                place.loop.execute(() -> place.host.requestKeyframe(call.roomId(), track, stream));
            }
        }
    }

    private final EventHub events = new EventHub();
    private final List<Place> places;
    private final RoomDirectory<Place> directory;
    private final RoomTurns turns = new RoomTurns();
    private final Map<String, TapCall> taps = new ConcurrentHashMap<>();
    private final TappedRooms tappedRooms = new TappedRooms();
    private final TapCounters tapCounters = new TapCounters();

    public MediaControlService(Node node, MediaLoops loops) {
        NodeMemory memory = new NodeMemory(
                loops.entries().stream().map(MediaLoops.Entry::loop).toList(), new SecureRandom());
        this.places = loops.entries().stream()
                .map(entry -> new Place(entry.loop(), new RoomHost(node, entry, events, memory.on(entry.loop()))))
                .toList();
        this.directory = new RoomDirectory<>(places, node.participants());
    }

    @Override
    public void join(JoinRequest request, StreamObserver<JoinResponse> response) {
        answer(response, () -> {
            Requests.check(request);
            Requests.ice(request);
            List<Fingerprint> fingerprints = Requests.fingerprints(request);
            return turns.take(request.getRoomId(), () -> join(request, fingerprints));
        });
    }

    private JoinResponse join(JoinRequest request, List<Fingerprint> fingerprints) {
        boolean known = directory.counts(request.getRoomId(), request.getParticipantId());
        Place place = directory.join(request.getRoomId(), request.getParticipantId());
        try {
            TapCall tap = taps.get(request.getRoomId());
            return on(place, () -> place.host.join(request, fingerprints, tap == null ? null : tap.tap()));
        } catch (RuntimeException e) {
            if (!known) {
                directory.leave(request.getRoomId(), request.getParticipantId());
            }
            throw e;
        }
    }

    @Override
    public void restartIce(RestartIceRequest request, StreamObserver<RestartIceResponse> response) {
        answer(response, () -> {
            IceParameters remote = Requests.ice(request);
            Place place = directory.find(request.getRoomId());
            return on(place, () -> place.host.restartIce(request, remote));
        });
    }

    @Override
    public void leave(LeaveRequest request, StreamObserver<LeaveResponse> response) {
        answer(
                response,
                () -> turns.take(request.getRoomId(), () -> {
                    Place place = directory.find(request.getRoomId());
                    on(place, () -> {
                        place.host.leave(request.getRoomId(), request.getParticipantId());
                        return true;
                    });
                    directory.leave(request.getRoomId(), request.getParticipantId());
                    return LeaveResponse.getDefaultInstance();
                }));
    }

    @Override
    public void setSources(SetSourcesRequest request, StreamObserver<SetSourcesResponse> response) {
        answer(response, () -> {
            Set<Source> active = EnumSet.noneOf(Source.class);
            request.getActiveList().forEach(source -> active.add(Requests.source(source)));
            Place place = directory.find(request.getRoomId());
            on(place, () -> {
                place.host.setSources(request.getRoomId(), request.getParticipantId(), active);
                return true;
            });
            return SetSourcesResponse.getDefaultInstance();
        });
    }

    @Override
    public void closeRoom(CloseRoomRequest request, StreamObserver<CloseRoomResponse> response) {
        answer(
                response,
                () -> turns.take(request.getRoomId(), () -> {
                    Place place = directory.find(request.getRoomId());
                    on(place, () -> {
                        place.host.closeRoom(request.getRoomId());
                        return true;
                    });
                    directory.close(request.getRoomId());
                    return CloseRoomResponse.getDefaultInstance();
                }));
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<RoomEvent> response) {
        events.watch((ServerCallStreamObserver<RoomEvent>) response);
    }

    @Override
    public void quality(QualityRequest request, StreamObserver<QualityResponse> response) {
        answer(response, () -> {
            Place place = directory.find(request.getRoomId());
            return on(place, () -> place.host.quality(request.getRoomId()));
        });
    }

    @Override
    public void statistics(StatisticsRequest request, StreamObserver<StatisticsResponse> response) {
        answer(response, () -> {
            StatisticsResponse.Builder statistics = StatisticsResponse.newBuilder();
            for (Place place : places) {
                statistics.addLoops(on(place, place.host::statistics));
            }
            return statistics
                    .setProcess(ProcessFigures.statistics())
                    .setTaps(tapCounters.statistics())
                    .build();
        });
    }

    @Override
    public StreamObserver<TapRequest> tap(StreamObserver<TapBatch> response) {
        return new TapCall((ServerCallStreamObserver<TapBatch>) response, tappedRooms, tapCounters);
    }

    private static <T> T on(Place place, Supplier<T> command) {
        CompletableFuture<T> done = new CompletableFuture<>();
        place.loop.execute(() -> {
            try {
                done.complete(command.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.orTimeout(LOOP_ANSWERS_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StatusRuntimeException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static <T> void answer(StreamObserver<T> response, Supplier<T> work) {
        try {
            response.onNext(work.get());
            response.onCompleted();
        } catch (StatusRuntimeException e) {
            response.onError(e);
        } catch (RuntimeException e) {
            LOG.error("A control request was not carried out", e);
            response.onError(Status.INTERNAL.asRuntimeException());
        }
    }

    @Override
    public void close() {
        taps.values().forEach(tap -> tap.end(Status.UNAVAILABLE));
        events.close();
    }
}
