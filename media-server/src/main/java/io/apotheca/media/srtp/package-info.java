// SPDX-License-Identifier: Apache-2.0
/**
 * SRTP and SRTCP (RFC 3711, RFC 7714): the port the core speaks to, what is ours in every session (sources, indexes, replay,
 * the order of checks), and beneath it the ciphers of two libraries: OpenSSL's libcrypto by the foreign function interface,
 * and jitsi-srtp.
 */
@NullMarked
package io.apotheca.media.srtp;

import org.jspecify.annotations.NullMarked;
