// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import com.typesafe.config.Config;
import io.grpc.BindableService;
import io.grpc.Channel;
import java.util.Optional;

/** The media server that consultations use. */
interface MediaNode extends AutoCloseable {
    Channel channel();

    /** Its control service, for other processes; empty where it is not in this one. */
    default Optional<BindableService> service() {
        return Optional.empty();
    }

    /** Has the first call find a warm runtime. Goes on by itself. */
    void rehearse();

    @Override
    void close();

    /** Starts one from the configuration's media section. */
    @FunctionalInterface
    interface Starter {
        MediaNode start(Config media) throws StartException;
    }
}
