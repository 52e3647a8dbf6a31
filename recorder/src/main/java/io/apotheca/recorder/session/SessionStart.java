// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

/**
 * Where a recording's timeline lies, and how it is kept.
 *
 * @param originNanos timestamp 0 on the clock of the tap's events; a recorder that goes on after a restart takes the moment
 *     that was 0 before
 * @param epochNanos the same moment's time of day, since 1970-01-01T00:00Z
 * @param keyframeIntervalNanos key frames are asked for at least so often, so that players can seek
 */
public record SessionStart(long originNanos, long epochNanos, long keyframeIntervalNanos) {
    public SessionStart {
        if (keyframeIntervalNanos < 1) {
            throw new IllegalArgumentException("an interval is positive");
        }
    }
}
