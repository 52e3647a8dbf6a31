// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/** What a publisher's track shows or sounds. */
public enum Source {
    MICROPHONE,
    CAMERA,
    SCREEN
}
