// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.playback;

/** What there is to play, and who looked at it. */
public record Playback(Recordings recordings, SealedParts parts, Openings openings) {}
