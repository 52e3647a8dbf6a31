// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtcpParserTest {
    private static final String BLOCK = "0000000B 40FFFFFE 00011234 00000005 B7052000 00054000";
    private static final ReportBlock READ_BLOCK = new ReportBlock(11, 0x40, -2, 0x11234, 5, 0xB705_2000, 0x54000);
    private static final String PLI = "81CE0002 0000000A 0000000B";
    private static final RtcpPacket READ_PLI = new PictureLossIndication(10, 11);

    private static List<RtcpPacket> parse(String digits) {
        byte[] bytes = Hex.bytes(digits);
        List<RtcpPacket> packets = new ArrayList<>();
        assertThat(RtcpParser.parse(bytes, 0, bytes.length, packets::add)).isTrue();
        return packets;
    }

    private static void assertRefused(String digits) {
        byte[] bytes = Hex.bytes(digits);
        List<RtcpPacket> packets = new ArrayList<>();
        assertThat(RtcpParser.parse(bytes, 0, bytes.length, packets::add)).isFalse();
        assertThat(packets).isEmpty();
    }

    @Test
    void readsReports() {
        assertThat(parse("81C8000C 0000000A B44DB705 20000000 FFFFFFFE 00000007 80000000" + BLOCK))
                .containsExactly(new SenderReport(
                        10, 0xB44D_B705_2000_0000L, 0xFFFF_FFFEL, 7, 0x8000_0000L, List.of(READ_BLOCK)));
        assertThat(parse("82C9000D 0000000A" + BLOCK + BLOCK))
                .containsExactly(new ReceiverReport(10, List.of(READ_BLOCK, READ_BLOCK)));
        assertThat(parse("80C90001 0000000A")).containsExactly(new ReceiverReport(10, List.of()));
    }

    @Test
    void ignoresAReportsProfileSpecificExtension() {
        assertThat(parse("80C90003 0000000A DEADBEEF DEADBEEF")).containsExactly(new ReceiverReport(10, List.of()));
    }

    @Test
    void readsACompoundInItsOrder() {
        assertThat(parse("80C90001 0000000A 81CA0003 0000000A 01036162 63000000" + PLI + "82CB0002 0000000A 0000000B"))
                .containsExactly(
                        new ReceiverReport(10, List.of()),
                        new SourceDescription(),
                        READ_PLI,
                        new Goodbye(List.of(10, 11)));
    }

    @Test
    void readsReducedSizeFeedback() {
        assertThat(parse(PLI)).containsExactly(READ_PLI);
    }

    @Test
    void readsAWindowOfTheArray() {
        byte[] bytes = Hex.bytes("FFFF" + PLI + "FFFFFF");
        List<RtcpPacket> packets = new ArrayList<>();
        assertThat(RtcpParser.parse(bytes, 2, 12, packets::add)).isTrue();
        assertThat(packets).containsExactly(READ_PLI);
    }

    @Test
    void readsAGoodbyeWithAReason() {
        assertThat(parse("81CB0003 0000000A 03657869 74000000")).containsExactly(new Goodbye(List.of(10)));
    }

    @Test
    void readsANackWithItsMaskAcrossTheWrap() {
        assertThat(parse("81CD0004 0000000A 0000000B FFFE8003 00640000"))
                .containsExactly(new GenericNack(10, 11, new int[] {0xFFFE, 0xFFFF, 0, 14, 100}));
    }

    @Test
    void readsIntraRequestsAndBandwidthEstimates() {
        assertThat(parse("84CE0006 0000000A 00000000 0000000B 07000000 0000000C FF000000"))
                .containsExactly(new FullIntraRequest(
                        10, List.of(new FullIntraRequest.Entry(11, 7), new FullIntraRequest.Entry(12, 255))));
        assertThat(parse("8FCE0005 0000000A 00000000 52454D42 0109E848 0000000B"))
                .containsExactly(new ReceiverEstimatedMaximumBitrate(10, 500_000));
        assertThat(parse("8FCE0005 0000000A 00000000 52454D42 01FFFFFF 0000000B"))
                .containsExactly(new ReceiverEstimatedMaximumBitrate(10, Long.MAX_VALUE));
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThat(parse("85CC0002 0000000A 41424344 80CF0001 0000000A 8ACD0002 0000000A 0000000B"
                        + "8FCE0003 0000000A 00000000 41424344"))
                .containsExactly(
                        new UnknownRtcp(204, 5),
                        new UnknownRtcp(207, 0),
                        new UnknownRtcp(205, 10),
                        new UnknownRtcp(206, 15));
    }

    @Test
    void takesPaddingOffAnyPacket() {
        assertThat(parse("A1CD0004 0000000A 0000000B 00640000 00000004" + PLI))
                .containsExactly(new GenericNack(10, 11, new int[] {100}), READ_PLI);
    }

    @ParameterizedTest
    @CsvSource({
        "nothing at all, ''",
        "half a header, 80C9",
        "version 1, 40C90001 0000000A",
        "a length that lies, 80C90002 0000000A",
        "a rest behind the last packet, 80C90001 0000000A 00",
        "an empty receiver report, 80C90000",
        "report blocks that are not there, 81C90001 0000000A",
        "a sender report without its sender's part, 80C80001 0000000A",
        "sources that are not there, 82CB0001 0000000A",
        "feedback without its sources, 81CE0001 0000000A",
        "padding of 0, A1CD0004 0000000A 0000000B 00640000 00000000",
        "padding longer than the packet, A1CD0004 0000000A 0000000B 00640000 00000011",
        "padding of nothing, A0C90000",
        "a good packet before a bad one, 81CE0002 0000000A 0000000B 81C90001 0000000A"
    })
    void refuses(String what, String digits) {
        assertThat(what).isNotEmpty();
        assertRefused(digits);
    }

    @Test
    void leavesOutWhatANackBombAsksBeyondMeasure() {
        String entries = "0000FFFF".repeat(40);
        List<RtcpPacket> packets = parse(("81CD002A 0000000A 0000000B" + entries).repeat(8));

        assertThat(packets).hasSize(8);
        assertThat(packets.stream()
                        .mapToInt(packet -> ((GenericNack) packet).sequences().length)
                        .sum())
                .isEqualTo(1024);
    }

    @Test
    void refusesADatagramOfCountlessPackets() {
        assertThat(parse(PLI.repeat(64))).hasSize(64);
        assertRefused(PLI.repeat(65));
    }

    @Test
    void neverThrowsAndDeliversAllOrNothing() {
        int[] types = {200, 201, 202, 203, 204, 205, 206, 207};
        Property.check(8, 50_000, random -> {
            byte[] bytes = new byte[4 * random.nextInt(30)];
            random.nextBytes(bytes);
            for (int at = 0; at + 4 <= bytes.length; ) {
                int words = random.nextInt(12);
                bytes[at] = (byte) (0x80 | (random.nextInt(8) == 0 ? bytes[at] : random.nextInt(16)));
                bytes[at + 1] = (byte) types[random.nextInt(types.length)];
                bytes[at + 2] = 0;
                bytes[at + 3] = (byte) Math.min(words, bytes.length / 4 - at / 4 - 1);
                at += 4 + 4 * bytes[at + 3];
            }
            RtcpPackets.assertBounded(bytes);
        });
    }
}
