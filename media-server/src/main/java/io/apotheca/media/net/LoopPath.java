// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.ice.NetworkPath;

/** A path as its loop knows it: which transport it leads to. Owned by its MediaLoop. */
sealed interface LoopPath extends NetworkPath permits UdpPath, TcpPath {
    /** Where the transport behind this path lives on its loop. */
    Home home();

    /** Nothing that comes by this path is its transport's any more. */
    void unbind();
}
