// SPDX-License-Identifier: Apache-2.0
/**
 * Session descriptions (RFC 8866, RFC 8829): reads a browser's offer, turns it into the parameters of the media service,
 * and writes the answer. SDP text lives here and nowhere else. Pure: no I/O, no state beyond one negotiation.
 */
@NullMarked
package io.apotheca.signaling.sdp;

import org.jspecify.annotations.NullMarked;
