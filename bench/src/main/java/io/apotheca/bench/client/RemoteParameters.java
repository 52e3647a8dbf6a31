// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.transport.HeaderExtensions;
import java.net.InetSocketAddress;

/**
 * What the peer told: it takes the passive part in DTLS, and media goes to the one address.
 *
 * @param extensions the ids of header extensions in both directions; what is 0 is neither sent nor read
 */
public record RemoteParameters(
        IceParameters ice, Fingerprint fingerprint, InetSocketAddress address, HeaderExtensions extensions) {}
