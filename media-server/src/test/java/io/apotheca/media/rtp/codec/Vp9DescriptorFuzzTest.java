// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes are refused, or are a descriptor inside them whose fields can be rewritten one by one. */
class Vp9DescriptorFuzzTest {
    @FuzzTest
    void staysInsideThePayload(byte[] bytes) {
        Vp9Descriptors.assertInside(new Vp9Descriptor(), bytes);
    }
}
