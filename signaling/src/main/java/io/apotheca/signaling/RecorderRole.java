// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.service.RecorderConfig;
import io.apotheca.signaling.config.ControlSettings;
import io.apotheca.signaling.config.Settings;
import io.grpc.ManagedChannel;
import io.grpc.Server;

/** A process with a recorder and nothing else: it taps the media server of another one. */
final class RecorderRole {
    private RecorderRole() {}

    /** Starts it; what is returned ends it. */
    static Closing start(Settings settings) throws StartException {
        RecorderConfig config = settings.recorder();
        ControlSettings control = settings.control();
        if (config.keys().isEmpty()
                || control.listen().isEmpty()
                || control.media().isEmpty()) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "Configuration: a recorder of its own needs recorder.keys, control.listen and control.media.");
        }
        ControlLine.Identity identity = ControlLine.identity(control);
        Closing closing = new Closing();
        boolean started = false;
        try {
            ManagedChannel media = ControlLine.to(control.media().get(), identity);
            closing.add(media::shutdownNow);
            EmbeddedRecorder recorder = EmbeddedRecorder.start(config, media);
            closing.add(recorder::close);
            Server server = ControlLine.serve(control.listen().get(), identity, recorder.service());
            closing.add(server::shutdownNow);
            started = true;
            return closing;
        } finally {
            if (!started) {
                closing.close();
            }
        }
    }
}
