// SPDX-License-Identifier: Apache-2.0
/**
 * What a custodian takes out of an archive: its parts opened with the private key, joined on one timeline, written for
 * players as they are or through ffmpeg. Runs on the custodian's machine.
 */
@NullMarked
package io.apotheca.recorder.export;

import org.jspecify.annotations.NullMarked;
