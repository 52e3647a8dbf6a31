// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.forward.Codec;

/** Any payloads are refused, or make frames that are well formed. */
class DepacketizerFuzzTest {
    @FuzzTest
    void opus(byte[] script) {
        PayloadScript.play(Codec.OPUS, script);
    }

    @FuzzTest
    void vp8(byte[] script) {
        PayloadScript.play(Codec.VP8, script);
    }

    @FuzzTest
    void vp9(byte[] script) {
        PayloadScript.play(Codec.VP9, script);
    }

    @FuzzTest
    void h264(byte[] script) {
        PayloadScript.play(Codec.H264, script);
    }

    @FuzzTest
    void av1(byte[] script) {
        PayloadScript.play(Codec.AV1, script);
    }
}
