// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

/** What of a consultation is recorded. Stored by name: never rename one. */
public enum RecordedContent {
    AUDIO_AND_VIDEO,
    AUDIO
}
