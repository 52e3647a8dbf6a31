// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.testing.Hex;
import io.apotheca.recorder.testing.Packetizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads that are well formed each, and no frame together. */
class ContradictionsTest {
    @ParameterizedTest
    @CsvSource({
        // an OBU that goes on though none was begun; one that is left unfinished; one that is not gone on with
        "AV1, 180A0102 903203",
        "AV1, 580A0102",
        "AV1, 580A0102 103203",
        // a size that reaches beyond the payload; a forbidden bit; nothing but a delimiter
        "AV1, 087F0A01",
        "AV1, 188A0102",
        "AV1, 181000",
        // a part without a beginning; a beginning without an end; a unit, and another beginning, amid the parts of one
        "H264, 6742 7C4501",
        "H264, 6742 7C850102",
        "H264, 6742 7C850102 6801",
        "H264, 6742 7C850102 7C850102",
        // an aggregate whose sizes lie
        "H264, 78000967",
        // nine layers of one picture
        "VP9, 0C01 0C01 0C01 0C01 0C01 0C01 0C01 0C01 0C01",
        // a descriptor with nothing behind it
        "VP8, 90E0"
    })
    void areRefused(Codec codec, String payloads) {
        List<EncodedFrame> frames = new ArrayList<>();
        Depacketizer depacketizer = Depacketizer.of(new Encoding(codec, 96, Encoding.NONE), frames::add);
        RtpPacket view = new RtpPacket();
        List<byte[]> parts =
                List.of(payloads.split(" ")).stream().map(Hex::bytes).toList();
        for (byte[] packet : new Packetizer(96, 1, 1).packets(1000, parts)) {
            view.wrap(packet, 0, packet.length);
            depacketizer.packet(view, 0);
        }
        assertThat(frames).isEmpty();
        assertThat(depacketizer.malformed()).isOne();
    }
}
