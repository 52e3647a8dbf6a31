// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes are refused, or are a packet that lies inside them and can be written again. */
class RtpPacketFuzzTest {
    @FuzzTest
    void staysInsideThePacket(byte[] bytes) {
        RtpPackets.assertInside(new RtpPacket(), bytes);
    }
}
