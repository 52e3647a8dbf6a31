// SPDX-License-Identifier: Apache-2.0
/** The DTLS 1.2 server of DTLS-SRTP (RFC 5763, RFC 5764): an adapter around Bouncy Castle that blocks on a virtual thread of its own. */
@NullMarked
package io.apotheca.media.dtls;

import org.jspecify.annotations.NullMarked;
