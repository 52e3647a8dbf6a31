// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

import io.apotheca.bench.link.LinkModel;

/** One link, both ways. Owned by the relay's thread. */
record LinkPair(LinkModel up, LinkModel down) {
    LinkModel of(Direction direction) {
        return switch (direction) {
            case UP -> up;
            case DOWN -> down;
        };
    }

    void change(LinkSettings settings) {
        up.change(settings.up());
        down.change(settings.down());
    }
}
