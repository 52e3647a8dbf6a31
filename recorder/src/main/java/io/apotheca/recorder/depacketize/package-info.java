// SPDX-License-Identifier: Apache-2.0
/** From RTP packets to frames: order again, gaps named, and each codec's payload format undone. */
@NullMarked
package io.apotheca.recorder.depacketize;

import org.jspecify.annotations.NullMarked;
