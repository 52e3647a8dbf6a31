// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

/** What a participant can send. */
public enum Source {
    MICROPHONE,
    CAMERA,
    SCREEN
}
