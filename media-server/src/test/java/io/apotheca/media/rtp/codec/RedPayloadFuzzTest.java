// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes are refused, or are blocks that fill them exactly. */
class RedPayloadFuzzTest {
    @FuzzTest
    void staysInsideThePayload(byte[] bytes) {
        RedPayloads.assertInside(bytes);
    }
}
