// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 14.1.2, of a thing of 100 bytes. */
final class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=10-19, 10, 19",
        "bytes=10-, 10, 99",
        "bytes=90-1000, 90, 99",
        "bytes=-5, 95, 99",
        "bytes=-1000, 0, 99"
    })
    void isCutToWhatThereIs(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=-0",
                "bytes=100-",
                "bytes=20-10",
                "bytes=0-1,5-6",
                "lines=0-1",
                "bytes=0-1 ",
                "bytes=a-b",
                "bytes=9999999999999999999-"
            })
    void othersAreNone(String header) {
        assertThat(ByteRange.of(header, 100)).isEmpty();
        assertThat(ByteRange.of(header, 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-, 7, 7", "bytes=98-, 7, 2"})
    void isNoLongerThanAllowed(String header, int most, int length) {
        assertThat(ByteRange.of(header, 100).orElseThrow().atMost(most).length())
                .isEqualTo(length);
    }
}
