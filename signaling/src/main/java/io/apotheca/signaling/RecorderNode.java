// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.config.Settings;
import io.grpc.Channel;
import java.util.Optional;

/** The recorder that consultations use. */
interface RecorderNode extends AutoCloseable {
    /** For servers without a records key: nothing is recorded, and nobody is offered it. */
    Starter NONE = (settings, media) -> Optional.empty();

    /** The way to its Recording service. */
    Channel channel();

    @Override
    void close();

    /** Starts one beside the media server, where the configuration has a records key. */
    @FunctionalInterface
    interface Starter {
        Optional<RecorderNode> start(Settings settings, MediaNode media) throws StartException;
    }
}
