// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.TapBatch;
import io.apotheca.media.control.v1.TapBegin;
import io.apotheca.media.control.v1.TapKeyframe;
import io.apotheca.media.control.v1.TapRequest;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import org.jspecify.annotations.Nullable;

/**
 * One tap of a room at the media server. So many batches are under way that the session's queue stays short: each is asked for
 * when one before has been recorded.
 */
final class SessionTap implements ClientResponseObserver<TapRequest, TapBatch> {
    private static final int BATCHES_UNDER_WAY = 4;

    /** Takes what a tap says, on any thread. */
    interface Receiver {
        void batch(SessionTap from, TapBatch batch);

        void over(SessionTap from, Status status);
    }

    private final Receiver receiver;
    private @Nullable ClientCallStreamObserver<TapRequest> requests;

    private SessionTap(Receiver receiver) {
        this.receiver = receiver;
    }

    static SessionTap open(Channel media, String roomId, boolean video, Receiver receiver) {
        SessionTap tap = new SessionTap(receiver);
        // A call of its own, not a part of the one that made us record.
        Context.ROOT.run(() -> MediaControlGrpc.newStub(media).tap(tap));
        tap.send(TapRequest.newBuilder()
                .setBegin(TapBegin.newBuilder().setRoomId(roomId).setVideo(video))
                .build());
        return tap;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<TapRequest> stream) {
        requests = stream;
        stream.disableAutoRequestWithInitial(BATCHES_UNDER_WAY);
    }

    private void send(TapRequest request) {
        if (requests != null) {
            requests.onNext(request);
        }
    }

    void requestKeyframe(int track, int stream) {
        send(TapRequest.newBuilder()
                .setKeyframe(TapKeyframe.newBuilder().setTrack(track).setStream(stream))
                .build());
    }

    /** A batch has been recorded. */
    void takeMore() {
        if (requests != null) {
            requests.request(1);
        }
    }

    /** Nothing more leaves the media server for it. */
    void close() {
        if (requests != null) {
            requests.cancel("not recorded now", null);
        }
    }

    @Override
    public void onNext(TapBatch batch) {
        receiver.batch(this, batch);
    }

    @Override
    public void onError(Throwable broken) {
        receiver.over(this, Status.fromThrowable(broken));
    }

    @Override
    public void onCompleted() {
        receiver.over(this, Status.OK);
    }
}
