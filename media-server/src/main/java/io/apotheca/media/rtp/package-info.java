// SPDX-License-Identifier: Apache-2.0
/** RTP headers (RFC 3550, RFC 8285) as reusable views on a packet's bytes. Pure, allocates nothing for a packet. */
@NullMarked
package io.apotheca.media.rtp;

import org.jspecify.annotations.NullMarked;
