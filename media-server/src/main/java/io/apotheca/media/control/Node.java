// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.dtls.DtlsIdentity;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.media.time.NtpClock;
import io.apotheca.media.transport.PeerTimeouts;
import java.time.Duration;

/**
 * What all rooms of a node have in common.
 *
 * @param identity the node's DTLS certificate and key
 * @param suite where SRTP contexts come from
 * @param clock our NTP time
 * @param timeouts for silent peers
 * @param handshakeLimit for DTLS
 * @param participantsPerRoom at most
 * @param participants at most, on the whole node
 */
public record Node(
        DtlsIdentity identity,
        SrtpSuite suite,
        NtpClock clock,
        PeerTimeouts timeouts,
        Duration handshakeLimit,
        int participantsPerRoom,
        int participants) {}
