// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

/** Why a handshake came to nothing. */
public enum DtlsFailure {
    /** The peer did not finish within the limit. */
    TIMEOUT,
    /** The peer presented no certificate. */
    NO_CERTIFICATE,
    /** The peer's certificate is not the one its session description promised. */
    FINGERPRINT_MISMATCH,
    /** No SRTP protection profile in common. */
    NO_SRTP_PROFILE,
    /** The peer gave up with an alert. */
    PEER_ALERT,
    /** Anything else: no cipher in common, a bad signature, a broken message. */
    PROTOCOL
}
