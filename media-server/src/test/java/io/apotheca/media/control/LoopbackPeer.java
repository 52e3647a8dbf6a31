// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.control.v1.Candidate;
import io.apotheca.media.control.v1.CandidateProtocol;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.media.control.v1.RestartIceResponse;
import io.apotheca.media.dtls.DtlsClient;
import io.apotheca.media.dtls.DtlsFailure;
import io.apotheca.media.dtls.DtlsIdentity;
import io.apotheca.media.dtls.DtlsServer;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.ice.IceClient;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.rtcp.PictureLossIndication;
import io.apotheca.media.rtcp.ReceiverReport;
import io.apotheca.media.rtcp.ReportBlock;
import io.apotheca.media.rtcp.RtcpParser;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.srtp.SrtpUnprotector;
import io.apotheca.media.time.NtpClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client with a real socket, a real DTLS handshake and real SRTP. What comes is read on a thread of its own and queued;
 * everything else happens on the test's thread.
 */
public final class LoopbackPeer implements AutoCloseable, DtlsServer.Listener {
    private static final int PATIENCE_SECONDS = 30;
    private static final int CHECK_PAUSE_MILLIS = 100;

    /** One RTP packet that came; its payload as text. */
    record Received(int ssrc, int payloadType, int sequence, String payload) {}

    final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> pictureLosses = new LinkedBlockingQueue<>();
    final CompletableFuture<Boolean> over = new CompletableFuture<>();
    final BlockingQueue<Boolean> checksAnswered = new LinkedBlockingQueue<>();
    private final Map<Integer, Integer> senderReports = new ConcurrentHashMap<>();
    private final String id;
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom());
    private IceParameters local;
    private final CandidateProtocol protocol;
    private final List<Wire> wires = new ArrayList<>();
    private List<Candidate> candidates = List.of();
    private volatile @Nullable Wire wire;
    private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    private final PacketBuffer buffer = new PacketBuffer();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final RtpPacket rtp = new RtpPacket();
    private int sequence = 100;
    private volatile boolean closed;
    private volatile @Nullable IceClient ice;
    private volatile @Nullable DtlsClient dtls;
    private volatile @Nullable SrtpUnprotector unprotector;
    private @Nullable SrtpProtector protector;

    public LoopbackPeer(String id) {
        this(id, CandidateProtocol.CANDIDATE_PROTOCOL_UDP);
    }

    LoopbackPeer(String id, CandidateProtocol protocol) {
        this.id = id;
        this.protocol = protocol;
        local = IceParameters.random(new SplittableRandom(id.hashCode()));
    }

    public JoinRequest join(String room) {
        return JoinRequests.of(
                        room,
                        id,
                        local.ufrag(),
                        local.pwd(),
                        identity.fingerprint().digest())
                .build();
    }

    /** Checks the path and shakes hands; returns with keys. */
    public void connect(JoinResponse answer) throws InterruptedException, IOException {
        begin(answer);
        SrtpKeys agreed = keys.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        protector = new JitsiSrtp().protector(agreed.profile(), agreed.clientKey(), agreed.clientSalt());
    }

    /** Checks the path and begins to shake hands. */
    void begin(JoinResponse answer) throws InterruptedException, IOException {
        candidates = answer.getCandidatesList();
        ice(answer.getIce());
        Fingerprint fingerprint = new Fingerprint(
                answer.getFingerprints(0).getAlgorithm(),
                answer.getFingerprints(0).getDigest().toByteArray());
        dtls = new DtlsClient(identity, fingerprint, this);
        move();
        check();
        dtls.start();
    }

    private void ice(io.apotheca.media.control.v1.IceParameters answered) {
        IceParameters server = new IceParameters(answered.getUfrag(), answered.getPwd());
        ice = new IceClient(local, server, new SplittableRandom(2));
    }

    /** Speaks from another port, or by another connection, from here on. */
    void move() throws IOException {
        Wire next = Wire.to(candidates, protocol);
        wires.add(next);
        wire = next;
        Thread.ofVirtual().start(() -> read(next));
    }

    /** Hangs up the connection in use. */
    void cut() {
        wires.getLast().close();
    }

    RestartIceRequest restart(String room) {
        local = IceParameters.random(new SplittableRandom(local.hashCode()));
        return RestartIceRequest.newBuilder()
                .setRoomId(room)
                .setParticipantId(id)
                .setIce(io.apotheca.media.control.v1.IceParameters.newBuilder()
                        .setUfrag(local.ufrag())
                        .setPwd(local.pwd()))
                .build();
    }

    void restarted(RestartIceResponse answer) {
        ice(answer.getIce());
    }

    /** Sends a check and waits for its answer: all that was sent before has passed through the server by then. */
    public void check() throws InterruptedException {
        IceClient agent = ice;
        if (agent == null) {
            throw new AssertionError("not begun");
        }
        checksAnswered.clear();
        for (int i = 0; i < PATIENCE_SECONDS * 1000 / CHECK_PAUSE_MILLIS; i++) {
            agent.check(true, buffer);
            write(buffer.bytes, buffer.length);
            if (checksAnswered.poll(CHECK_PAUSE_MILLIS, TimeUnit.MILLISECONDS) != null) {
                return;
            }
        }
        throw new AssertionError("no check was answered");
    }

    CompletableFuture<SrtpKeys> keys() {
        return keys;
    }

    /** Sends one packet of an m-line, found by its MID. */
    void send(String mid, int ssrc, int payloadType, String payload) {
        byte[] name = mid.getBytes(StandardCharsets.US_ASCII);
        byte[] text = payload.getBytes(StandardCharsets.UTF_8);
        int at = header.begin(buffer.bytes, 0, true, payloadType, sequence++, 1000L * sequence, ssrc)
                .extension(JoinRequests.MID_EXTENSION, name, 0, name.length)
                .end();
        int descriptor = payloadType == JoinRequests.VP8 ? 2 : 0;
        if (descriptor > 0) {
            buffer.bytes[at] = 0x10; // the start of a frame
            buffer.bytes[at + 1] = 0; // of a key frame
        }
        System.arraycopy(text, 0, buffer.bytes, at + descriptor, text.length);
        write(buffer.bytes, protect().protectRtp(buffer.bytes, 0, at + descriptor + text.length));
    }

    /** Sends one packet of an m-line as somebody's encoder made it. */
    public void send(String mid, int ssrc, RtpPacket packet) {
        byte[] name = mid.getBytes(StandardCharsets.US_ASCII);
        int at = header.begin(
                        buffer.bytes,
                        0,
                        packet.marker(),
                        packet.payloadType(),
                        packet.sequence(),
                        packet.timestamp(),
                        ssrc)
                .extension(JoinRequests.MID_EXTENSION, name, 0, name.length)
                .end();
        System.arraycopy(packet.bytes(), packet.payloadOffset(), buffer.bytes, at, packet.payloadLength());
        write(buffer.bytes, protect().protectRtp(buffer.bytes, 0, at + packet.payloadLength()));
    }

    void askAgain(int mediaSsrc, int number) {
        new RtcpWriter()
                .begin(buffer)
                .genericNack(1, mediaSsrc, new int[] {number}, 1)
                .end();
        write(buffer.bytes, protect().protectRtcp(buffer.bytes, 0, buffer.length));
    }

    /** Reports a stream as a receiver does, and at once after the newest sender report of it, if there was one. */
    void report(int mediaSsrc, long highest, int lost) {
        ReportBlock block =
                new ReportBlock(mediaSsrc, 0, lost, highest, 0, senderReports.getOrDefault(mediaSsrc, 0), 0);
        new RtcpWriter()
                .begin(buffer)
                .receiverReport(new ReceiverReport(1, List.of(block)))
                .end();
        write(buffer.bytes, protect().protectRtcp(buffer.bytes, 0, buffer.length));
    }

    private SrtpProtector protect() {
        if (protector == null) {
            throw new AssertionError("not connected");
        }
        return protector;
    }

    /** The next packet of this stream, or null when none comes for this long. */
    @Nullable
    Received next(int ssrc, long millis) throws InterruptedException {
        Received packet;
        do {
            packet = received.poll(millis, TimeUnit.MILLISECONDS);
        } while (packet != null && packet.ssrc != ssrc);
        return packet;
    }

    private void read(Wire from) {
        byte[] bytes = new byte[PacketBuffer.CAPACITY];
        try {
            while (true) {
                onDatagram(bytes, from.receive(bytes));
            }
        } catch (IOException e) {
            // Closed, or the server's port is.
        }
    }

    private void onDatagram(byte[] bytes, int length) {
        int first = Bytes.u8(bytes, 0);
        IceClient agent = ice;
        DtlsClient association = dtls;
        SrtpUnprotector srtp = unprotector;
        if (first <= 3 && agent != null && agent.isSuccess(bytes, 0, length)) {
            checksAnswered.add(true);
        } else if (first >= 20 && first <= 63 && association != null) {
            association.onDatagram(bytes, 0, length);
        } else if (first >= 128 && srtp != null) {
            onMedia(srtp, bytes, length);
        }
    }

    private void onMedia(SrtpUnprotector srtp, byte[] bytes, int length) {
        int type = Bytes.u8(bytes, 1);
        if (type >= 192 && type <= 223) {
            int plain = srtp.unprotectRtcp(bytes, 0, length);
            RtcpParser.parse(bytes, 0, Math.max(0, plain), packet -> {
                if (packet instanceof PictureLossIndication loss) {
                    pictureLosses.add(loss.mediaSsrc());
                } else if (packet instanceof SenderReport report) {
                    senderReports.put(report.ssrc(), NtpClock.compact(report.ntp()));
                }
            });
            return;
        }
        int plain = srtp.unprotectRtp(bytes, 0, length);
        if (plain > 0 && rtp.wrap(bytes, 0, plain)) {
            byte[] payload = Arrays.copyOfRange(bytes, rtp.payloadOffset(), rtp.payloadOffset() + rtp.payloadLength());
            received.add(new Received(
                    rtp.ssrc(), rtp.payloadType(), rtp.sequence(), new String(payload, StandardCharsets.UTF_8)));
        }
    }

    private synchronized void write(byte[] bytes, int length) {
        Wire to = wire;
        if (to == null) {
            throw new AssertionError("not begun");
        }
        try {
            to.send(bytes, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void send(byte[] datagram) {
        if (!closed) {
            write(datagram, datagram.length);
        }
    }

    @Override
    public void established(SrtpKeys agreed) {
        unprotector = new JitsiSrtp().unprotector(agreed.profile(), agreed.serverKey(), agreed.serverSalt());
        keys.complete(agreed);
    }

    @Override
    public void failed(DtlsFailure reason) {
        keys.completeExceptionally(new AssertionError(reason.toString()));
    }

    @Override
    public void closed() {
        over.complete(true);
        keys.completeExceptionally(new AssertionError("closed"));
    }

    /** Ends the association and tells the server so, as a closed window does. */
    void sayGoodbye() {
        DtlsClient association = dtls;
        if (association != null) {
            association.close();
        }
    }

    @Override
    public void close() {
        sayGoodbye();
        closed = true;
        wires.forEach(Wire::close);
    }
}
