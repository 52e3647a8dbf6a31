// SPDX-License-Identifier: Apache-2.0
/** The parts of codecs' RTP payloads that a forwarding unit reads or rewrites. Pure, allocates nothing for a packet. */
@NullMarked
package io.apotheca.media.rtp.codec;

import org.jspecify.annotations.NullMarked;
