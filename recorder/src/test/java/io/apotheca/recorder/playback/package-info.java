// SPDX-License-Identifier: Apache-2.0
/** A recording that the web client's tests play: how it was made, and that it still is what it was. */
@NullMarked
package io.apotheca.recorder.playback;

import org.jspecify.annotations.NullMarked;
