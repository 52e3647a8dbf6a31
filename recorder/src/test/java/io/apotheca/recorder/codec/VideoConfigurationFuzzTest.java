// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.forward.Codec;

/** Any bytes are a key frame that tells its configuration, or not. */
class VideoConfigurationFuzzTest {
    @FuzzTest
    void readsAnything(byte[] frame) {
        for (Codec codec : Codec.values()) {
            VideoConfiguration.of(codec, frame);
        }
    }
}
