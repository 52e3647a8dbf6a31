// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** libwebrtc inside this JVM, without the browser around it. */
final class LibwebrtcPeer implements ForeignPeer, PeerConnectionObserver {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final int FRAME_MILLIS = 50;
    private static final int AUDIO_MILLIS = 10;

    private final HeadlessAudioDeviceModule devices = new HeadlessAudioDeviceModule();
    private final PeerConnectionFactory factory = new PeerConnectionFactory(devices);
    private final CustomVideoSource camera = new CustomVideoSource();
    private final CustomAudioSource microphone = new CustomAudioSource();
    private final CustomVideoSource unusedVideo = new CustomVideoSource();
    private final CustomAudioSource unusedAudio = new CustomAudioSource();
    private final ScheduledExecutorService pushes = Executors.newScheduledThreadPool(1);
    private final ReceivedPicture picture = new ReceivedPicture();
    private final ReceivedTone tone = new ReceivedTone();
    private final SyntheticMedia source;
    private final RTCPeerConnection connection;

    LibwebrtcPeer(Person person) {
        source = new SyntheticMedia(person);
        connection = factory.createPeerConnection(new RTCConfiguration(), this);
        add(factory.createAudioTrack("microphone", microphone), RTCRtpTransceiverDirection.SEND_ONLY);
        add(factory.createVideoTrack("camera", camera), RTCRtpTransceiverDirection.SEND_ONLY);
        var sound = (AudioTrack)
                add(factory.createAudioTrack("slot-audio", unusedAudio), RTCRtpTransceiverDirection.RECV_ONLY);
        var video = (VideoTrack)
                add(factory.createVideoTrack("slot-video", unusedVideo), RTCRtpTransceiverDirection.RECV_ONLY);
        sound.addSink(tone);
        video.addSink(picture);
        var _ = pushes.scheduleAtFixedRate(() -> source.pushFrame(camera), 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    private MediaStreamTrack add(MediaStreamTrack track, RTCRtpTransceiverDirection direction) {
        var init = new RTCRtpTransceiverInit();
        init.direction = direction;
        init.streamIds = List.of("own");
        RTCRtpTransceiver transceiver = connection.addTransceiver(track, init);
        return transceiver.getReceiver().getTrack();
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        // an ICE-lite server learns candidates from the checks
    }

    @Override
    public String offer() {
        var created = new CompletableFuture<RTCSessionDescription>();
        connection.createOffer(new RTCOfferOptions(), new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                created.complete(description);
            }

            @Override
            public void onFailure(String error) {
                created.completeExceptionally(new AssertionError(error));
            }
        });
        RTCSessionDescription offer = join(created);
        var done = new CompletableFuture<Boolean>();
        connection.setLocalDescription(offer, completing(done));
        join(done);
        return offer.sdp;
    }

    @Override
    public void answer(String sdp) {
        var done = new CompletableFuture<Boolean>();
        connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, sdp), completing(done));
        join(done);
        Await.until(
                "libwebrtc to connect",
                CONNECTING,
                () -> connection.getConnectionState() == RTCPeerConnectionState.CONNECTED);
        // The silent recording of the headless device and pushed sound must not meet: libwebrtc ends the process. The
        // recording begins with the first packet sent, which may be after it has connected: a stop before that would
        // come too early. Its thread may still be at its last 10 ms.
        Await.until("libwebrtc to send its own silence", CONNECTING, this::sendsSound);
        devices.stopRecording();
        var _ = pushes.scheduleAtFixedRate(
                () -> source.pushSound(microphone, AUDIO_MILLIS),
                50L * AUDIO_MILLIS,
                AUDIO_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private boolean sendsSound() {
        var sends = new CompletableFuture<Boolean>();
        connection.getStats(report -> sends.complete(report.getStats().values().stream()
                .filter(stats -> stats.getType() == RTCStatsType.OUTBOUND_RTP)
                .map(RTCStats::getAttributes)
                .anyMatch(stats -> "audio".equals(stats.get("kind"))
                        && stats.get("packetsSent") instanceof Number sent
                        && sent.longValue() > 0)));
        return join(sends);
    }

    private static SetSessionDescriptionObserver completing(CompletableFuture<Boolean> done) {
        return new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                done.complete(true);
            }

            @Override
            public void onFailure(String error) {
                done.completeExceptionally(new AssertionError(error));
            }
        };
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public Report report() {
        return new Report(
                connection.getConnectionState().name().toLowerCase(Locale.ROOT),
                picture.frames(),
                picture.left(),
                picture.right(),
                tone.samples(),
                tone.toneHz());
    }

    @Override
    public void close() {
        pushes.shutdownNow();
        try {
            if (!pushes.awaitTermination(5, TimeUnit.SECONDS)) {
                throw new AssertionError("frames are still pushed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
        List.of(camera, unusedVideo).forEach(CustomVideoSource::dispose);
        List.of(microphone, unusedAudio).forEach(CustomAudioSource::dispose);
        factory.dispose();
        devices.dispose();
    }
}
