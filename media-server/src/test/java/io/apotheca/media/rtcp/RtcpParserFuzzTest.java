// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes are refused whole, or make packets that are bounded and read back as they are written. */
class RtcpParserFuzzTest {
    @FuzzTest
    void isBounded(byte[] bytes) {
        RtcpPackets.assertBounded(bytes);
    }
}
