// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.ice.IceParameters;
import java.net.InetSocketAddress;

/**
 * What a connection tells its peer: it is a controlling, full ICE agent with one host candidate, and takes the active part
 * in DTLS.
 */
public record LocalParameters(IceParameters ice, Fingerprint fingerprint, InetSocketAddress address) {}
