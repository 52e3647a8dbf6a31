// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import com.typesafe.config.Config;
import io.grpc.Channel;

/** The media server that consultations use. */
interface MediaNode extends AutoCloseable {
    Channel channel();

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
