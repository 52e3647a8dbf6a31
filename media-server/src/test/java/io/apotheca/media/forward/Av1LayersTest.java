// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.codec.Av1Descriptors;
import io.apotheca.media.time.NtpClock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Streams whose dependency descriptors come and go. */
class Av1LayersTest {
    private static final int EXTENSION = LayeredEncoder.DEPENDENCIES;
    private static final byte[] STARTS_SEQUENCE = {0x18, 0, 0};
    private static final byte[] GOES_ON = {0x10, 0, 0};

    private final RtpPacket rtp = new RtpPacket();
    private final SentPackets sent = new SentPackets();
    private final DropCounters drops = new DropCounters();
    private final InboundTrack source = new InboundTrack(
            Source.CAMERA,
            List.of(LayeredEncoder.AV1),
            1,
            EXTENSION,
            rtp,
            new PublisherClock(new NtpClock(0, 0)),
            drops);
    private int sequence;

    private OutboundTrack subscriber() {
        OutboundTrack track =
                new OutboundTrack(new SlotParameters(List.of(LayeredEncoder.AV1), 5, 6, 0, EXTENSION), sent, drops);
        track.show(source, 0);
        return track;
    }

    private void receive(byte[] payload, byte @Nullable [] descriptor) {
        byte[] bytes = new byte[200];
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.begin(bytes, 0, true, LayeredEncoder.AV1.payloadType(), sequence++, sequence * 3000L, 1);
        if (descriptor != null) {
            header.extension(EXTENSION, descriptor, 0, descriptor.length);
        }
        int at = header.end();
        System.arraycopy(payload, 0, bytes, at, payload.length);
        assertThat(rtp.wrap(bytes, 0, at + payload.length)).isTrue();
        source.streams().getFirst().onRtp(sequence * 33_000_000L);
    }

    private static byte[] frame(int template, int number, boolean withStructure) {
        return Av1Descriptors.write(Av1Descriptors.L1T3, template, true, true, number, withStructure, -1);
    }

    @Test
    void withoutDescriptorsASequenceBeginsByItsHeaderAndAllIsForwarded() {
        subscriber().target(0, 0, 0);
        receive(GOES_ON, null);
        receive(STARTS_SEQUENCE, null);
        receive(GOES_ON, null);
        assertThat(sent.packets()).hasSize(2);
    }

    @Test
    void descriptorsThatAppearLaterWaitForTheirStructure() {
        OutboundTrack first = subscriber();
        receive(GOES_ON, frame(0, 1, true));
        assertThat(sent.packets()).hasSize(1);
        first.show(null, 1);
        subscriber().target(0, 0, 1);
        receive(STARTS_SEQUENCE, null);
        receive(GOES_ON, frame(3, 2, false)); // the server knows its template, this subscriber's structure is to come
        receive(GOES_ON, frame(4, 3, false));
        assertThat(sent.packets()).hasSize(4);
        receive(GOES_ON, frame(0, 4, true));
        receive(GOES_ON, frame(3, 5, false));
        receive(GOES_ON, frame(1, 8, false));
        assertThat(sent.packets()).as("the base layer only").hasSize(6);
    }
}
