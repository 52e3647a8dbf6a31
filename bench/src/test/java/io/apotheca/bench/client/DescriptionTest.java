// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.ice.IceParameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written can be read, and what a server says is found in it. */
class DescriptionTest {
    private static final LocalParameters LOCAL = new LocalParameters(
            new IceParameters("ufra", "passwordOfTwentyTwoChars"),
            new Fingerprint("sha-256", new byte[32]),
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5000));

    private static String offer() {
        SentStream video = new SentStream(MediaKind.VIDEO, "1", "", 0xF000_0001, 7, 96, 97, 1_000_000);
        return LocalDescription.write(
                LOCAL,
                Formats.OFFERED,
                List.of(
                        MediaLine.sending(MediaKind.AUDIO, "0", List.of()),
                        MediaLine.sending(MediaKind.VIDEO, "1", List.of(video)),
                        MediaLine.receiving(MediaKind.AUDIO, "2")));
    }

    @Test
    void whatIsWrittenCanBeRead() throws Exception {
        RemoteDescription read = RemoteDescription.read(offer());
        assertThat(read.parameters().ice()).isEqualTo(LOCAL.ice());
        assertThat(read.parameters().fingerprint()).isEqualTo(LOCAL.fingerprint());
        assertThat(read.parameters().address()).isEqualTo(LOCAL.address());
        assertThat(read.formats().opus()).isEqualTo(111);
        assertThat(read.formats().vp8()).isEqualTo(96);
        assertThat(read.formats().rtx()).isEqualTo(97);
        assertThat(read.parameters().extensions().mid()).isEqualTo(4);
        assertThat(read.parameters().extensions().transportWideCc()).isEqualTo(3);
        assertThat(read.parameters().extensions().rid()).as("no simulcast").isZero();
        assertThat(read.received()).containsExactly(new ReceivedStream(MediaKind.VIDEO, 0xF000_0001, 7));
        assertThat(read.lines()).extracting(RemoteDescription.Line::sends).containsExactly(true, true, false);
    }

    @Test
    void simulcastIsListedFromTheLowest() {
        List<SentStream> streams = List.of(
                new SentStream(MediaKind.VIDEO, "1", "0", 1, 2, 96, 97, 100_000),
                new SentStream(MediaKind.VIDEO, "1", "1", 3, 4, 96, 97, 300_000));
        String offer = LocalDescription.write(
                LOCAL, Formats.OFFERED, List.of(MediaLine.sending(MediaKind.VIDEO, "1", streams)));
        assertThat(offer).contains("a=rid:0 send", "a=rid:1 send", "a=simulcast:send 0;1", "repaired-rtp-stream-id");
    }

    @Test
    void rejectedAndUnknownLinesBringNothing() throws Exception {
        String rejected = offer().replace("m=video 9", "m=video 0") + "m=application 9 UDP/DTLS/SCTP x\r\na=mid:9\r\n";
        assertThat(RemoteDescription.read(rejected).received()).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidAndNothingElseThrown() {
        for (String text :
                List.of("", "v=0", offer().replace("a=candidate", "a=x"), offer().replace("rtpmap:", "rtpmap:x"))) {
            assertThatThrownBy(() -> RemoteDescription.read(text)).isInstanceOf(IOException.class);
        }
    }
}
