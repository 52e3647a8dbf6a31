// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.testing.Property;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real payloads with octets of them changed: what fuzzing looks for, a little of it at each build. */
class DamagedPayloadsTest {
    @ParameterizedTest
    @EnumSource
    void framesStayWellFormed(Codec codec) {
        Property.check(7, 500, random -> {
            List<Frames.Frame> frames = new Frames(codec, random).next(random.nextInt(1, 8));
            ByteArrayOutputStream script = new ByteArrayOutputStream();
            for (Frames.Frame frame : frames) {
                for (int i = 0; i < frame.payloads().size(); i++) {
                    byte[] payload = frame.payloads().get(i);
                    int last = i == frame.payloads().size() - 1 ? 2 : 0;
                    script.write(last | (i == 0 ? 4 : 0) | (random.nextInt(8) == 0 ? 8 : 0));
                    script.write(Math.min(payload.length, 255));
                    script.write(payload, 0, Math.min(payload.length, 255));
                }
            }
            byte[] bytes = script.toByteArray();
            for (int i = random.nextInt(10); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThatCode(() -> PayloadScript.play(codec, bytes)).doesNotThrowAnyException();
        });
    }
}
