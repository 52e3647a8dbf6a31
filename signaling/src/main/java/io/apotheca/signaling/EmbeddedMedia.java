// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import com.typesafe.config.Config;
import io.apotheca.media.MediaServer;
import io.apotheca.media.MediaStartException;
import io.grpc.BindableService;
import io.grpc.Channel;
import java.util.Optional;

/** The media server in this process. */
final class EmbeddedMedia implements MediaNode {
    private final MediaServer server;

    private EmbeddedMedia(MediaServer server) {
        this.server = server;
    }

    static MediaNode start(Config media) throws StartException {
        try {
            return new EmbeddedMedia(MediaServer.start(media));
        } catch (MediaStartException e) {
            throw new StartException(ExitCode.MEDIA, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Channel channel() {
        return server.channel();
    }

    @Override
    public Optional<BindableService> service() {
        return Optional.of(server.service());
    }

    @Override
    public void rehearse() {
        server.rehearse();
    }

    @Override
    public void close() {
        server.close();
    }
}
