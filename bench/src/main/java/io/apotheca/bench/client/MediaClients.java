// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import java.io.IOException;
import java.net.InetAddress;

/** Where connections come from: shared by all participants of a run. Any thread may call. */
public interface MediaClients {
    /** A connection with a socket of its own on this address of this machine. */
    MediaConnection open(InetAddress local) throws IOException;
}
