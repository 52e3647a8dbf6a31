// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.config.ControlSettings;
import io.grpc.Channel;
import io.grpc.ManagedChannel;

/** The recorder in a process of its own. It may be away at any time: calls fail then. */
final class RemoteRecorder implements RecorderNode {
    private final ManagedChannel channel;

    private RemoteRecorder(ManagedChannel channel) {
        this.channel = channel;
    }

    static RecorderNode connect(ControlSettings control) throws StartException {
        return new RemoteRecorder(ControlLine.to(control.recorder().orElseThrow(), ControlLine.identity(control)));
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
