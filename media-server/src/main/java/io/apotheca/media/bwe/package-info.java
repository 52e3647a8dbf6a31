// SPDX-License-Identifier: Apache-2.0
/**
 * Bandwidth estimation towards one receiver: how much may be sent, how fast it is let out, and what is sent only to find out
 * more. {@link io.apotheca.media.bwe.BandwidthEstimator} is the way in; {@code media-server/docs/bwe.md} tells what it does,
 * by which constants, and where it departs from what others do. Sans-IO; everything is owned by one transport's loop, and
 * nothing is allocated per packet.
 */
@NullMarked
package io.apotheca.media.bwe;

import org.jspecify.annotations.NullMarked;
