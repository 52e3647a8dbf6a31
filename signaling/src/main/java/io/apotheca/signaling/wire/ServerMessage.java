// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says on the WebSocket. The type on the wire is the record's name with a small first letter. */
public sealed interface ServerMessage {

    /** The first message on each WebSocket: how the server knows this client. */
    record Welcome(Role role, String name) implements ServerMessage {
        public enum Role {
            STAFF,
            VISITOR
        }

        public Welcome {
            role = Limits.present("role", role);
            name = Limits.name("name", name);
        }

        /** Without the name. */
        @Override
        public String toString() {
            return "Welcome[" + role + "]";
        }
    }

    /** Staff: who waits and which consultations go on; the full state at each change. */
    record Queue(List<WaitingPerson> waiting, List<OpenConsultation> consultations) implements ServerMessage {
        public Queue {
            waiting = Limits.list("waiting", waiting, Limits.QUEUE);
            consultations = Limits.list("consultations", consultations, Limits.QUEUE);
        }
    }

    /** Visitor: in the waiting room. */
    record Waiting(Instant since) implements ServerMessage {
        public Waiting {
            since = Limits.present("since", since);
        }
    }

    /** Visitor: let in; may offer now. */
    record Admitted(String participant) implements ServerMessage {
        public Admitted {
            participant = Limits.id("participant", participant);
        }
    }

    /** Staff: in the consultation; may offer now. */
    record Entered(String participant, String consultation) implements ServerMessage {
        public Entered {
            participant = Limits.id("participant", participant);
            consultation = Limits.id("consultation", consultation);
        }
    }

    /** Visitor: turned away from the waiting room. */
    record Declined() implements ServerMessage {}

    /** Visitor: put out of the consultation. */
    record Removed() implements ServerMessage {}

    /** The consultation is over. */
    record Ended() implements ServerMessage {}

    /** The answer to the client's offer. */
    record Answer(String sdp) implements ServerMessage {
        public Answer {
            sdp = Limits.text("sdp", sdp, Limits.SDP_CHARS);
        }

        /** Without the SDP, which holds addresses and credentials. */
        @Override
        public String toString() {
            return "Answer[" + sdp.length() + " characters]";
        }
    }

    /** Who is in the consultation, the receiver included; the full state at each change. */
    record Roster(List<Person> people) implements ServerMessage {
        public Roster {
            people = Limits.list("people", people, Limits.PEOPLE);
        }
    }

    /** Whom the client's slots show; the full state at each change, a mid that is not listed shows nobody. */
    record Slots(List<ShownSlot> slots) implements ServerMessage {
        public Slots {
            slots = Limits.list("slots", slots, Limits.SECTIONS);
        }
    }

    /** Of a simulcast source the streams above the highest, counted from 0, are shown to nobody: they need not be sent. */
    record Layers(Source source, int highest) implements ServerMessage {
        public Layers {
            source = Limits.present("source", source);
            highest = Math.max(0, highest);
        }
    }

    /** Who speaks; without a participant nobody does. */
    record Speaker(@Nullable String participant) implements ServerMessage {
        public Speaker {
            if (participant != null) {
                participant = Limits.id("participant", participant);
            }
        }
    }

    /**
     * What the client's own connection keeps from it, by the mids of its slots: pictures that are paused while sound goes
     * on, and pictures that are smaller than they could be. The full state at each change.
     */
    record Quality(List<String> paused, List<String> reduced) implements ServerMessage {
        public Quality {
            paused = Limits.list("paused", paused, Limits.SECTIONS);
            paused.forEach(mid -> Limits.mid("paused", mid));
            reduced = Limits.list("reduced", reduced, Limits.SECTIONS);
            reduced.forEach(mid -> Limits.mid("reduced", mid));
        }
    }

    /**
     * Whether this consultation is recorded, and what the receiver has said to it; the full state at each change.
     *
     * @param content what is or would be recorded; absent when nothing is asked for
     * @param you the receiver's own answer; absent when nothing is asked
     * @param question what everybody is asked; absent when nothing is asked
     * @param missing staff: because of whom it is not recorded
     * @param trouble staff: why the recorder does not record, or is behind
     */
    record Recording(
            State state,
            @Nullable RecordedContent content,
            @Nullable ConsentState you,
            @Nullable Question question,
            @Nullable List<MissingConsent> missing,
            @Nullable Trouble trouble)
            implements ServerMessage {
        /** Nothing is recorded and nobody is asked. */
        public static final Recording OFF = new Recording(State.OFF, null, null, null, null, null);

        public enum State {
            OFF,
            /** Somebody has not answered yet. */
            ASKING,
            ON,
            /** It was on or asked for, and not everybody agrees. */
            PAUSED,
            /** Everybody agrees, and the recorder cannot. */
            TROUBLE
        }

        public enum Trouble {
            FULL,
            GONE,
            SLOW,
            NO_MEDIA,
            /** The recorder is not reached. */
            UNREACHABLE
        }

        public Recording {
            state = Limits.present("state", state);
            missing = missing == null ? null : Limits.list("missing", missing, Limits.PEOPLE);
        }
    }

    /** Staff: to be answered first, in what was asked for; until then nothing of it happens. */
    record Asked(String consultation, RecordedContent content, Question question) implements ServerMessage {
        public Asked {
            consultation = Limits.id("consultation", consultation);
            content = Limits.present("content", content);
            question = Limits.present("question", question);
        }
    }

    /** Something the client asked for did not happen. The name is the wire's. */
    @SuppressWarnings("JavaLangClash")
    record Error(String code, String message) implements ServerMessage {
        public Error {
            code = Limits.text("code", code, Limits.CODE_CHARS);
            message = Limits.text("message", message, Limits.TEXT_CHARS);
        }
    }

    /** The answer to {@link ClientMessage.Ping}. */
    record Pong() implements ServerMessage {}
}
