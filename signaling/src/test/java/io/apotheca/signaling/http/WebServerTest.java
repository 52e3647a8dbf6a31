// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.Test;

class WebServerTest {
    @Test
    void whoLeavesBeforeTheAnswerIsNoFailureOfOurs() {
        assertThat(WebServer.goneAway(new IOException(new EofException(new ClosedChannelException()))))
                .isTrue();
        assertThat(WebServer.goneAway(new ClosedChannelException())).isTrue();
        assertThat(WebServer.goneAway(new IOException("no space left"))).isFalse();
        assertThat(WebServer.goneAway(new IllegalStateException())).isFalse();
    }
}
