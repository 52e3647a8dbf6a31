// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.playback;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of a recording.
 *
 * @param number from 1
 * @param endedAt empty while it is written, as are {@code lengthBytes} and {@code outcome}
 * @param outcome WHOLE, UNFINISHED or LOST
 * @param headerDigest SHA-256 of what stands in clear before its sealed bytes, in hexadecimal, as when it was begun
 * @param digest SHA-256 of the file as when it ended; empty while it is written, and if it was lost
 */
public record RecordingPart(
        int number,
        Instant begunAt,
        Optional<Instant> endedAt,
        OptionalLong lengthBytes,
        Optional<String> outcome,
        String headerDigest,
        Optional<String> digest) {}
