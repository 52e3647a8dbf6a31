// SPDX-License-Identifier: Apache-2.0
/**
 * From one publisher's packet to many subscribers' packets: inbound tracks, their fan-out, outbound tracks, and the
 * rewriters that keep sequence numbers, timestamps and picture ids continuous. Sans-IO.
 */
@NullMarked
package io.apotheca.media.forward;

import org.jspecify.annotations.NullMarked;
