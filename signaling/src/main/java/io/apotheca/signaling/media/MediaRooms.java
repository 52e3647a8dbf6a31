// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.media;

import io.apotheca.media.control.v1.CloseRoomRequest;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.LeaveRequest;
import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.MediaControlGrpc.MediaControlBlockingStub;
import io.apotheca.media.control.v1.QualityRequest;
import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.media.control.v1.RestartIceResponse;
import io.apotheca.media.control.v1.SetSourcesRequest;
import io.apotheca.media.control.v1.Source;
import io.apotheca.signaling.wire.ParticipantQuality;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of a media node. A consultation's room has the consultation's id. Calls block, for a few seconds at most: they
 * belong on virtual threads. Any thread may use it.
 */
public final class MediaRooms {
    private static final Logger LOG = LoggerFactory.getLogger(MediaRooms.class);
    private static final long DEADLINE_SECONDS = 5;

    private final MediaControlBlockingStub stub;

    public MediaRooms(Channel channel) {
        this.stub = MediaControlGrpc.newBlockingStub(channel);
    }

    public JoinResponse join(JoinRequest request) throws MediaRefusal {
        return call(() -> stub().join(request));
    }

    /** New ICE credentials for a participant's transport. */
    public RestartIceResponse restartIce(RestartIceRequest request) throws MediaRefusal {
        return call(() -> stub().restartIce(request));
    }

    public void setSources(String room, String participant, List<Source> active) throws MediaRefusal {
        SetSourcesRequest request = SetSourcesRequest.newBuilder()
                .setRoomId(room)
                .setParticipantId(participant)
                .addAllActive(active)
                .build();
        call(() -> stub().setSources(request));
    }

    /** How everybody in the room is connected; nobody is where there is no such room. */
    public List<ParticipantQuality> quality(String room) throws MediaRefusal {
        QualityRequest request = QualityRequest.newBuilder().setRoomId(room).build();
        try {
            return stub().quality(request).getParticipantsList().stream()
                    .map(QualityReport::of)
                    .toList();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return List.of();
            }
            throw refusal(e.getStatus().getCode());
        }
    }

    /** No packet of the participant goes in or out after this returns true. */
    public boolean leave(String room, String participant) {
        LeaveRequest request = LeaveRequest.newBuilder()
                .setRoomId(room)
                .setParticipantId(participant)
                .build();
        return gone(() -> stub().leave(request));
    }

    public boolean close(String room) {
        return gone(() ->
                stub().closeRoom(CloseRoomRequest.newBuilder().setRoomId(room).build()));
    }

    private MediaControlBlockingStub stub() {
        return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    private static <T> T call(Supplier<T> call) throws MediaRefusal {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw refusal(e.getStatus().getCode());
        }
    }

    /** Nothing there is as good as ended. */
    private static boolean gone(Supplier<?> call) {
        try {
            var _ = call.get();
            return true;
        } catch (StatusRuntimeException e) {
            Status.Code code = e.getStatus().getCode();
            if (code == Status.Code.NOT_FOUND) {
                return true;
            }
            LOG.warn("The media server did not end a participant's media: {}", code);
            return false;
        }
    }

    /** Without the status' description: what the client may know is said by the code. */
    private static MediaRefusal refusal(Status.Code code) {
        return switch (code) {
            case INVALID_ARGUMENT ->
                new MediaRefusal("offer-refused", "The media server cannot use what your browser offers.");
            case NOT_FOUND, FAILED_PRECONDITION -> new MediaRefusal("not-joined", "Your call is not connected yet.");
            case RESOURCE_EXHAUSTED -> new MediaRefusal("room-full", "There is no room for one more participant.");
            default ->
                new MediaRefusal("media-unavailable", "The media server does not answer. Please try again shortly.");
        };
    }
}
