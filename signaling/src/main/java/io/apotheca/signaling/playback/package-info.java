// SPDX-License-Identifier: Apache-2.0
/**
 * What staff need to play a recording back: which there are, and the sealed bytes of their parts. Nothing here can open one:
 * the records key stays with staff, whose browser does that.
 */
@NullMarked
package io.apotheca.signaling.playback;

import org.jspecify.annotations.NullMarked;
