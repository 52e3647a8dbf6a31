// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any events are refused, or end in a stream that is whole. */
class SessionFuzzTest {
    @FuzzTest
    void recordsAnything(byte[] script) {
        EventScript.play(script);
    }
}
