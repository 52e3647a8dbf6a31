// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes are refused, or hold units whose kinds agree with each other. */
class H264PayloadFuzzTest {
    @FuzzTest
    void readsAnything(byte[] bytes) {
        H264Payload payload = new H264Payload();
        if (payload.wrap(bytes, 0, bytes.length)) {
            assertThat((payload.startsDecoding() || payload.idr()) && !payload.startOfFrame())
                    .isFalse();
        }
    }
}
