// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.feedback.StreamArrivals;
import io.apotheca.media.feedback.TwccArrivals;
import io.apotheca.media.ice.IceClient;
import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtcp.FullIntraRequest;
import io.apotheca.media.rtcp.GenericNack;
import io.apotheca.media.rtcp.Goodbye;
import io.apotheca.media.rtcp.PictureLossIndication;
import io.apotheca.media.rtcp.ReceiverEstimatedMaximumBitrate;
import io.apotheca.media.rtcp.ReceiverReport;
import io.apotheca.media.rtcp.ReportBlock;
import io.apotheca.media.rtcp.RtcpPacket;
import io.apotheca.media.rtcp.RtcpParser;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtcp.SourceDescription;
import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.rtcp.UnknownRtcp;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.srtp.SrtpUnprotector;
import io.apotheca.media.time.NtpClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A participant's browser in virtual time: checks its path, shakes hands, sends a microphone, a camera and when asked a
 * screen, receives slots, and does the RTCP of both.
 */
public final class VirtualPeer implements SansIo, VirtualStream.Line {
    private static final long FIRST_CHECKS_NANOS = 100_000_000;
    private static final long CHECKS_NANOS = 2_500_000_000L;
    private static final long HELLO_NANOS = 100_000_000;
    private static final long REPORTS_NANOS = 1_000_000_000;
    private static final int MAX_NACKS = 128;

    /** By how much the stamps of a higher stream of a camera differ. */
    public static final int LAYER_STAMPS = 1000;

    /** What one peer is given to begin with. */
    record Equipment(
            int number,
            VirtualLink up,
            IceClient ice,
            SrtpKeys keys,
            NtpClock clock,
            long startNanos,
            long seed,
            int layers,
            boolean temporal,
            boolean reportsByStream) {}

    private final Equipment equipment;
    private final SrtpProtector protector;
    private final SrtpUnprotector unprotector;
    private final VirtualMicrophone microphone;
    private final VirtualCamera camera;
    private final VirtualCamera screen;
    /** The camera, or its streams from the lowest, and the screen. */
    private final List<VirtualCamera> cameras = new ArrayList<>();

    private final List<AudioReceiver> audio = new ArrayList<>();
    private final List<VideoReceiver> video = new ArrayList<>();
    private final List<ReportBlock> reportedToUs = new ArrayList<>();
    private final RtpPacket rtp = new RtpPacket();
    private final RtcpWriter rtcp = new RtcpWriter();
    private final PacketBuffer buffer = new PacketBuffer();
    private final TwccArrivals arrivals = new TwccArrivals();
    private final StreamArrivals streamArrivals = new StreamArrivals();
    private final Set<Integer> streamsReported = new HashSet<>();
    private final int[] nacks = new int[MAX_NACKS];
    private long nowNanos;
    private long nextCheckNanos;
    private long nextHelloNanos = Long.MAX_VALUE;
    private long nextReportsNanos = Long.MAX_VALUE;
    private boolean connected;
    private boolean dismissed;
    private int transportWide;
    private int transportWideReported;
    private int arrivalsReported;
    private int refused;

    VirtualPeer(Equipment equipment) {
        this.equipment = equipment;
        SrtpKeys keys = equipment.keys;
        protector = new JitsiSrtp().protector(keys.profile(), keys.clientKey(), keys.clientSalt());
        unprotector = new JitsiSrtp().unprotector(keys.profile(), keys.serverKey(), keys.serverSalt());
        SplittableRandom random = new SplittableRandom(equipment.seed);
        int number = equipment.number;
        microphone = new VirtualMicrophone(
                new VirtualStream(this, Negotiated.OPUS, Negotiated.MICROPHONE_MID, random), number, random.split());
        if (equipment.layers == 1) {
            cameras.add(new VirtualCamera(
                    new VirtualStream(this, Negotiated.VP8, Negotiated.CAMERA_MID, random), number, random.split()));
        }
        for (int layer = 0; equipment.layers > 1 && layer < equipment.layers; layer++) {
            VirtualStream stream =
                    new VirtualStream(this, Negotiated.VP8, Negotiated.CAMERA_MID, Integer.toString(layer), random);
            int packetBytes = VirtualCamera.PACKET * (layer + 1) / equipment.layers;
            cameras.add(new VirtualCamera(
                    stream, LAYER_STAMPS * layer + number, random.split(), equipment.temporal, packetBytes));
        }
        camera = cameras.getFirst();
        screen = new VirtualCamera(
                new VirtualStream(this, Negotiated.VP8, Negotiated.SCREEN_MID, random), -number, random.split());
        cameras.add(screen);
        nextCheckNanos = equipment.startNanos;
    }

    public int number() {
        return equipment.number;
    }

    public VirtualMicrophone microphone() {
        return microphone;
    }

    public VirtualCamera camera() {
        return camera;
    }

    /** The n-th stream of the camera, the lowest first. */
    public VirtualCamera camera(int layer) {
        return cameras.get(layer);
    }

    /** Sends nothing until it is started; its stamps carry the negative number of the peer. */
    public VirtualCamera screen() {
        return screen;
    }

    public boolean connected() {
        return connected;
    }

    /** Whether the server has said that it ended the association. */
    public boolean dismissed() {
        return dismissed;
    }

    /** What the server's receiver reports said of our streams. */
    public List<ReportBlock> reportedToUs() {
        return List.copyOf(reportedToUs);
    }

    /** Packets sent with a transport-wide number, and how many of them feedback said have arrived. */
    public int transportWideSent() {
        return transportWide;
    }

    public int transportWideReported() {
        return transportWideReported;
    }

    /** How many streams of ours, and how many packets of them, feedback by stream said have arrived. */
    public int streamsReported() {
        return streamsReported.size();
    }

    public int arrivalsReported() {
        return arrivalsReported;
    }

    /** Datagrams that came and could not be read. */
    public int refused() {
        return refused;
    }

    /** The audio half of the n-th slot, the video half of the n-th slot; the screen slot's is the last. */
    public AudioReceiver audio(int slot) {
        return audio.get(slot);
    }

    public VideoReceiver video(int slot) {
        return video.get(slot);
    }

    public void receive(AudioReceiver receiver) {
        audio.add(receiver);
    }

    public void receive(VideoReceiver receiver) {
        video.add(receiver);
    }

    @Override
    public int nextTransportWide() {
        return transportWide++ & 0xFFFF;
    }

    @Override
    public void sendRtp(PacketBuffer packet) {
        packet.length = protector.protectRtp(packet.bytes, packet.offset, packet.length);
        equipment.up.send(packet.bytes, packet.offset, packet.length, nowNanos);
    }

    /** A protected packet as this peer would send it, for somebody else to send. */
    public byte[] sealedRtp(byte[] packet) {
        byte[] sealed = Arrays.copyOf(packet, packet.length + 64);
        return Arrays.copyOf(sealed, protector.protectRtp(sealed, 0, packet.length));
    }

    public byte[] sealedRtcp(byte[] packet) {
        byte[] sealed = Arrays.copyOf(packet, packet.length + 64);
        return Arrays.copyOf(sealed, protector.protectRtcp(sealed, 0, packet.length));
    }

    @Override
    public void onDatagram(byte[] datagram, long nowNanos) {
        this.nowNanos = nowNanos;
        int first = Bytes.u8(datagram, 0);
        if (first <= 3) {
            onCheckAnswered(datagram);
        } else if (first < 128) {
            onHandshake(datagram[1]);
        } else {
            onMedia(datagram);
        }
    }

    private void onCheckAnswered(byte[] datagram) {
        if (!equipment.ice.isSuccess(datagram, 0, datagram.length)) {
            refused++;
        } else if (!connected && nextHelloNanos == Long.MAX_VALUE) {
            nextHelloNanos = nowNanos;
        }
    }

    private void onHandshake(int kind) {
        if (kind == StandInHandshake.GOODBYE) {
            dismissed = true;
        } else if (!connected) {
            connected = true;
            nextHelloNanos = Long.MAX_VALUE;
            nextReportsNanos = nowNanos + REPORTS_NANOS;
            microphone.start(nowNanos);
            cameras.subList(0, cameras.size() - 1).forEach(each -> each.start(nowNanos));
        }
    }

    private void onMedia(byte[] datagram) {
        int type = Bytes.u8(datagram, 1);
        boolean control = type >= 192 && type <= 223;
        int length = control
                ? unprotector.unprotectRtcp(datagram, 0, datagram.length)
                : unprotector.unprotectRtp(datagram, 0, datagram.length);
        boolean understood = length > 0
                && (control
                        ? RtcpParser.parse(datagram, 0, length, this::onRtcp)
                        : rtp.wrap(datagram, 0, length) && onRtp());
        refused += understood ? 0 : 1;
    }

    private boolean onRtp() {
        int number = rtp.extension16(Negotiated.TRANSPORT_WIDE_CC);
        if (number >= 0) {
            arrivals.onPacket(number, nowNanos);
        }
        if (equipment.reportsByStream) {
            streamArrivals.onPacket(rtp.ssrc(), rtp.sequence(), nowNanos);
        }
        for (AudioReceiver each : audio) {
            if (each.ssrc() == rtp.ssrc()) {
                each.onRtp(rtp, nowNanos);
                return true;
            }
        }
        for (VideoReceiver each : video) {
            if (each.ssrc() == rtp.ssrc()) {
                each.onRtp(rtp, nowNanos);
                return true;
            }
            if (each.rtxSsrc() == rtp.ssrc()) {
                each.onRtx(rtp, nowNanos);
                return true;
            }
        }
        return false;
    }

    private void onRtcp(RtcpPacket packet) {
        switch (packet) {
            case SenderReport report -> onSenderReport(report);
            case ReceiverReport report -> reportedToUs.addAll(report.blocks());
            case GenericNack nack -> {
                for (VirtualCamera each : cameras) {
                    if (each.stream().ssrc() == nack.mediaSsrc()) {
                        each.stream().resend(nack.sequences());
                    }
                }
            }
            case PictureLossIndication loss -> {
                for (VirtualCamera each : cameras) {
                    if (each.stream().ssrc() == loss.mediaSsrc()) {
                        each.onPictureLoss();
                    }
                }
            }
            case TransportFeedback feedback -> {
                for (int delta : feedback.deltas()) {
                    transportWideReported += delta == TransportFeedback.LOST ? 0 : 1;
                }
            }
            case CongestionFeedback feedback -> {
                for (CongestionFeedback.Stream stream : feedback.streams()) {
                    streamsReported.add(stream.ssrc());
                    for (int i = 0; i < stream.metrics().length; i++) {
                        arrivalsReported += stream.arrived(i) ? 1 : 0;
                    }
                }
            }
            case FullIntraRequest _,
                    SourceDescription _,
                    Goodbye _,
                    ReceiverEstimatedMaximumBitrate _,
                    UnknownRtcp _ -> {}
        }
    }

    private void onSenderReport(SenderReport report) {
        for (AudioReceiver each : audio) {
            if (each.ssrc() == report.ssrc()) {
                each.onSenderReport(report);
            }
        }
        for (VideoReceiver each : video) {
            if (each.ssrc() == report.ssrc()) {
                each.onSenderReport(report);
            }
        }
    }

    @Override
    public void onDeadline(long nowNanos) {
        this.nowNanos = nowNanos;
        if (nextCheckNanos <= nowNanos) {
            nextCheckNanos = nowNanos + (connected ? CHECKS_NANOS : FIRST_CHECKS_NANOS);
            equipment.ice.check(true, buffer);
            equipment.up.send(buffer.bytes, buffer.offset, buffer.length, nowNanos);
        }
        if (nextHelloNanos <= nowNanos) {
            nextHelloNanos = nowNanos + HELLO_NANOS;
            equipment.up.send(new byte[] {StandInHandshake.FIRST_BYTE, 0}, nowNanos);
        }
        if (microphone.nextNanos() <= nowNanos) {
            microphone.onDeadline();
        }
        for (VirtualCamera each : cameras) {
            if (each.nextNanos() <= nowNanos) {
                each.onDeadline();
            }
        }
        for (VideoReceiver each : video) {
            ask(each);
        }
        if (arrivals.due(nowNanos)) {
            tellArrivals();
        }
        if (streamArrivals.due(nowNanos)) {
            int time = NtpClock.compact(equipment.clock.ntpAt(nowNanos));
            CongestionFeedback feedback = streamArrivals.build(camera.stream().ssrc(), time, nowNanos);
            if (feedback != null) {
                rtcp.begin(buffer).congestionFeedback(feedback).end();
                sendRtcp();
            }
        }
        if (nextReportsNanos <= nowNanos) {
            nextReportsNanos = nowNanos + REPORTS_NANOS;
            report();
        }
    }

    private void tellArrivals() {
        TransportFeedback feedback = arrivals.build(camera.stream().ssrc(), 1, nowNanos);
        if (feedback != null) {
            rtcp.begin(buffer).transportFeedback(feedback).end();
            sendRtcp();
        }
    }

    private void ask(VideoReceiver receiver) {
        int own = camera.stream().ssrc();
        int count = receiver.dueNacks(nowNanos, nacks);
        if (count > 0) {
            rtcp.begin(buffer).genericNack(own, receiver.ssrc(), nacks, count).end();
            sendRtcp();
        }
        if (receiver.pictureLossDue(nowNanos)) {
            askForKeyframe(receiver);
        }
    }

    /** Sends a picture loss indication, wanted or not. */
    public void askForKeyframe(VideoReceiver receiver) {
        rtcp.begin(buffer).pictureLoss(camera.stream().ssrc(), receiver.ssrc()).end();
        sendRtcp();
    }

    /** Asks for these again, missing or not. */
    public void askAgain(VideoReceiver receiver, int... sequences) {
        rtcp.begin(buffer)
                .genericNack(camera.stream().ssrc(), receiver.ssrc(), sequences, sequences.length)
                .end();
        sendRtcp();
    }

    private void report() {
        rtcp.begin(buffer).senderReport(microphone.stream().report(equipment.clock, nowNanos));
        for (VirtualCamera each : cameras.subList(0, cameras.size() - 1)) {
            rtcp.senderReport(each.stream().report(equipment.clock, nowNanos));
        }
        if (screen.frames() > 0) {
            rtcp.senderReport(screen.stream().report(equipment.clock, nowNanos));
        }
        rtcp.receiverReport(new ReceiverReport(microphone.stream().ssrc(), heardReports()))
                .sourceDescription(microphone.stream().ssrc(), "virtual")
                .end();
        sendRtcp();
    }

    /** What has come of each sound that began. */
    private List<ReportBlock> heardReports() {
        return audio.stream()
                .filter(each -> !each.heard().isEmpty())
                .map(each -> each.report(nowNanos))
                .toList();
    }

    private void sendRtcp() {
        buffer.length = protector.protectRtcp(buffer.bytes, buffer.offset, buffer.length);
        equipment.up.send(buffer.bytes, buffer.offset, buffer.length, nowNanos);
    }

    @Override
    public long nextDeadlineNanos() {
        long next = Math.min(Math.min(nextCheckNanos, nextHelloNanos), nextReportsNanos);
        next = Math.min(Math.min(next, microphone.nextNanos()), arrivals.nextDeadlineNanos());
        next = Math.min(next, streamArrivals.nextDeadlineNanos());
        for (VirtualCamera each : cameras) {
            next = Math.min(next, each.nextNanos());
        }
        for (VideoReceiver each : video) {
            next = Math.min(next, each.nextDeadlineNanos());
        }
        return next;
    }

    /** Checks its path at once, as after a change of network. */
    public void checkSoon(long nowNanos) {
        nextCheckNanos = nowNanos;
    }

    /** Falls silent for good: a closed window. */
    void vanish() {
        microphone.stop();
        camera.stop();
        screen.stop();
        nextCheckNanos = Long.MAX_VALUE;
        nextHelloNanos = Long.MAX_VALUE;
        nextReportsNanos = Long.MAX_VALUE;
        video.clear();
        audio.clear();
    }
}
