// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One m-line with its attributes. The index counts from 0. */
record MediaDescription(
        int index, String kind, int port, String protocol, List<String> formats, Attributes attributes) {

    @Nullable
    String mid() {
        return attributes.first("mid");
    }

    /** Port 0 switches an m-line off, except where it is to be bundled only (RFC 9143 section 6). */
    boolean disabled() {
        return port == 0 && !attributes.has("bundle-only");
    }
}
