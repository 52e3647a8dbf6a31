// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says on the WebSocket. The type on the wire is the record's name with a small first letter. */
public sealed interface ClientMessage {

    /**
     * Staff: take part in a consultation. Answered by {@link ServerMessage.Entered}, or by {@link ServerMessage.Asked} where
     * they have to say first whether they may be recorded.
     */
    record Enter(String consultation, @Nullable ConsentAnswer consent) implements ClientMessage {
        public Enter {
            consultation = Limits.id("consultation", consultation);
        }

        public Enter(String consultation) {
            this(consultation, null);
        }
    }

    /** Staff: let somebody in from the waiting room. Who enters with that may be {@link ServerMessage.Asked} first. */
    record Admit(String participant, @Nullable ConsentAnswer consent) implements ClientMessage {
        public Admit {
            participant = Limits.id("participant", participant);
        }

        public Admit(String participant) {
            this(participant, null);
        }
    }

    /** Staff: turn somebody in the waiting room away. */
    record Decline(String participant) implements ClientMessage {
        public Decline {
            participant = Limits.id("participant", participant);
        }
    }

    /** Staff: put somebody out of a consultation. */
    record Remove(String participant) implements ClientMessage {
        public Remove {
            participant = Limits.id("participant", participant);
        }
    }

    /** The one offer of the peer connection, and what its m-lines are for. Answered by {@link ServerMessage.Answer}. */
    record Offer(String sdp, Map<String, Source> sources, List<SlotMids> slots) implements ClientMessage {
        public Offer {
            sdp = Limits.text("sdp", sdp, Limits.SDP_CHARS);
            sources = Limits.byMid("sources", sources, Limits.SECTIONS);
            slots = Limits.list("slots", slots, Limits.SECTIONS);
        }

        /** Without the SDP, which holds addresses and credentials. */
        @Override
        public String toString() {
            return "Offer[" + sdp.length() + " characters, sources=" + sources + ", slots=" + slots + "]";
        }
    }

    /** A further offer of the same peer connection that restarts ICE. Answered by {@link ServerMessage.Answer}. */
    record Restart(String sdp) implements ClientMessage {
        public Restart {
            sdp = Limits.text("sdp", sdp, Limits.SDP_CHARS);
        }

        /** Without the SDP, which holds addresses and credentials. */
        @Override
        public String toString() {
            return "Restart[" + sdp.length() + " characters]";
        }
    }

    /** Which of its sources the participant has switched on now; {@code slow} while its connection carries no picture. */
    record Sources(
            boolean microphone,
            boolean camera,
            boolean screen,
            @Nullable Boolean slow) implements ClientMessage {
        public Sources(boolean microphone, boolean camera, boolean screen) {
            this(microphone, camera, screen, null);
        }
    }

    /**
     * Staff: have a consultation recorded, which needs everybody's consent, or not. Without a consultation it is the one they
     * are in; without a content what is usual.
     */
    @SuppressWarnings("JavaLangClash")
    record Record(
            @Nullable String consultation,
            boolean on,
            @Nullable RecordedContent content) implements ClientMessage {
        public Record {
            if (consultation != null) {
                consultation = Limits.id("consultation", consultation);
            }
        }
    }

    /** The answer to the question by which one is asked whether one may be recorded; the newest counts. */
    record Consent(ConsentState answer, String version) implements ClientMessage {
        public Consent {
            answer = Limits.answer("answer", answer);
            version = Limits.id("version", version);
        }
    }

    /** Leave for good. */
    record Leave() implements ClientMessage {}

    /** Answered by {@link ServerMessage.Pong}. */
    record Ping() implements ClientMessage {}
}
