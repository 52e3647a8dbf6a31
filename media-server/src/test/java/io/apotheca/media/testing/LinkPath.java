// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.stun.TransportAddress;

/** A path to a virtual peer: what is sent there goes into the link. */
public record LinkPath(VirtualLink link, TransportAddress remote) implements NetworkPath {}
