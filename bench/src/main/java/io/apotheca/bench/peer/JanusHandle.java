// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A session's way to the video room plugin; each peer connection has one of its own. */
record JanusHandle(JanusApi api, long session, long id) {
    private static final String PLUGIN = "janus.plugin.videoroom";

    /** The id of a new session. */
    static long session(JanusApi api) throws IOException {
        return api.ask(JanusApi.object().put("janus", "create"))
                .path("data")
                .path("id")
                .asLong();
    }

    static JanusHandle attach(JanusApi api, long session) throws IOException {
        ObjectNode request = JanusApi.object()
                .put("janus", "attach")
                .put("session_id", session)
                .put("plugin", PLUGIN);
        return new JanusHandle(
                api, session, api.ask(request).path("data").path("id").asLong());
    }

    JsonNode message(ObjectNode body) throws IOException {
        return message(body, null);
    }

    /** A message with a session description of that type; returns what the plugin says to it. */
    JsonNode message(ObjectNode body, String type, String sdp) throws IOException {
        return message(body, JanusApi.object().put("type", type).put("sdp", sdp));
    }

    private JsonNode message(ObjectNode body, @Nullable ObjectNode jsep) throws IOException {
        ObjectNode request = JanusApi.object()
                .put("janus", "message")
                .put("session_id", session)
                .put("handle_id", id);
        request.set("body", body);
        if (jsep != null) {
            request.set("jsep", jsep);
        }
        return api.ask(request);
    }
}
