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
 */
public record RecordingPart(
        int number, Instant begunAt, Optional<Instant> endedAt, OptionalLong lengthBytes, Optional<String> outcome) {}
