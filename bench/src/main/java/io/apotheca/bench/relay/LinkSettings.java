// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

import io.apotheca.bench.link.LinkSpec;

/**
 * A link both ways.
 *
 * @param up from clients to the server
 * @param down from the server to clients
 */
public record LinkSettings(LinkSpec up, LinkSpec down) {
    /** The same both ways, with dice of their own. */
    public static LinkSettings same(LinkSpec spec) {
        return new LinkSettings(spec.seed(spec.seed() + 1), spec);
    }
}
