// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.testing.Property;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StunMessageTest {
    private static final byte[] TRANSACTION = HexFormat.of().parseHex("b7e7a701bc34d686fa87dfae");

    private final StunMessage message = new StunMessage();
    private final MessageIntegrity integrity = new MessageIntegrity(StunVectors.PASSWORD);

    @Test
    void readsTheSampleRequestOfRfc5769() {
        assertThat(wrap(StunVectors.request())).isTrue();
        assertThat(message.isBindingRequest()).isTrue();
        assertThat(message.username()).isEqualTo("evtj:h6vY");
        assertThat(message.priority()).isEqualTo(0x6E0001FFL);
        assertThat(message.iceControlled()).isTrue();
        assertThat(message.iceControlling()).isFalse();
        assertThat(message.useCandidate()).isFalse();
        assertThat(message.hasFingerprint()).isTrue();
        assertThat(message.unknownCount()).isZero();
        assertThat(message.transactionId()).isEqualTo(TRANSACTION);
        assertThat(message.verifyIntegrity(integrity)).isTrue();
        assertThat(message.verifyIntegrity(new MessageIntegrity("VOkJxbRl1RmTxUk/WvJxBu")))
                .isFalse();
    }

    @Test
    void readsTheSampleResponsesOfRfc5769() {
        assertThat(wrap(StunVectors.ipv4Response())).isTrue();
        assertThat(message.verifyIntegrity(integrity)).isTrue();
        assertThat(message.mappedAddress()).isEqualTo(TransportAddress.of(new byte[] {(byte) 192, 0, 2, 1}, 32853));

        assertThat(wrap(StunVectors.ipv6Response())).isTrue();
        assertThat(message.verifyIntegrity(integrity)).isTrue();
        byte[] ip = HexFormat.of().parseHex("20010db8123456780011223344556677");
        assertThat(message.mappedAddress()).isEqualTo(TransportAddress.of(ip, 32853));
    }

    @Test
    void readsBehindAnOffset() {
        byte[] sample = StunVectors.request();
        byte[] shifted = new byte[sample.length + 9];
        System.arraycopy(sample, 0, shifted, 5, sample.length);
        assertThat(message.wrap(shifted, 5, sample.length)).isTrue();
        assertThat(message.username()).isEqualTo("evtj:h6vY");
        assertThat(message.verifyIntegrity(integrity)).isTrue();
    }

    @Test
    void refusesEveryTruncation() {
        byte[] sample = StunVectors.request();
        for (int length = 0; length < sample.length; length++) {
            assertThat(message.wrap(sample, 0, length)).as("length %d", length).isFalse();
        }
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] sample = StunVectors.request();
        for (int bit = 0; bit < sample.length * 8; bit++) {
            byte[] broken = sample.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);
            // A damaged FINGERPRINT header hides the check sum; then the signature still covers what matters.
            boolean accepted = wrap(broken) && message.hasFingerprint();
            assertThat(accepted).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void ignoresWhatStandsBehindTheSignature() {
        PacketBuffer buffer = new PacketBuffer();
        new StunWriter()
                .message(StunMessage.BINDING_REQUEST, TRANSACTION, buffer)
                .username("a:b")
                .integrity(integrity)
                .useCandidate()
                .username("c:d")
                .attribute(0x7FFF, new byte[3])
                .end();
        assertThat(wrap(written(buffer))).isTrue();
        assertThat(message.verifyIntegrity(integrity)).isTrue();
        assertThat(message.useCandidate()).isFalse();
        assertThat(message.username()).isEqualTo("a:b");
        assertThat(message.unknownCount()).isZero();
    }

    @Test
    void refusesImpossibleLengthsOfKnownAttributes() {
        for (int type : new int[] {0x0008, 0x0024, 0x0025, 0x8029, 0x802A, 0x0020, 0x0009, 0x8028}) {
            PacketBuffer buffer = new PacketBuffer();
            new StunWriter()
                    .message(StunMessage.BINDING_REQUEST, TRANSACTION, buffer)
                    .attribute(type, new byte[3])
                    .end();
            assertThat(wrap(written(buffer))).as("type %04x", type).isFalse();
        }
    }

    @Test
    void listsABoundedNumberOfUnknownAttributes() {
        PacketBuffer buffer = new PacketBuffer();
        StunWriter writer = new StunWriter().message(StunMessage.BINDING_REQUEST, TRANSACTION, buffer);
        for (int i = 0; i < 300; i++) {
            writer.attribute(0x7000 + i, new byte[0]);
        }
        writer.attribute(0xC057, new byte[4]).end();
        assertThat(wrap(written(buffer))).isTrue();
        assertThat(message.unknownCount()).isEqualTo(8);
        assertThat(message.unknown(7)).isEqualTo(0x7007);
    }

    @Test
    void writesWhatItReads() {
        Property.check(1, 500, random -> {
            byte[] ip = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(ip);
            TransportAddress address = TransportAddress.of(ip, random.nextInt(65536));
            String username = "x".repeat(random.nextInt(1, 500));
            PacketBuffer buffer = new PacketBuffer();
            new StunWriter()
                    .message(StunMessage.BINDING_SUCCESS, TRANSACTION, buffer)
                    .username(username)
                    .mapped(address)
                    .error(random.nextInt(300, 700))
                    .integrity(integrity)
                    .end();
            assertThat(wrap(written(buffer))).isTrue();
            assertThat(message.verifyIntegrity(integrity)).isTrue();
            assertThat(message.username()).isEqualTo(username);
            assertThat(message.mappedAddress()).isEqualTo(address);
            assertThat(message.mappedAddress()).extracting(TransportAddress::ip).isEqualTo(ip);
        });
    }

    private boolean wrap(byte[] bytes) {
        return message.wrap(bytes, 0, bytes.length);
    }

    private static byte[] written(PacketBuffer buffer) {
        return Arrays.copyOf(buffer.bytes, buffer.length);
    }
}
