// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.wire.ServerMessage;

/** What a client is told when something it asked for does not happen. */
final class Refusals {
    static final ServerMessage.Error REPLACED =
            new ServerMessage.Error("replaced", "This was opened again elsewhere and goes on there.");
    static final ServerMessage.Error SESSION_OVER =
            new ServerMessage.Error("session-over", "Your session is over. Please sign in again.");
    static final ServerMessage.Error NOT_ALLOWED = new ServerMessage.Error("not-allowed", "This is for staff only.");
    static final ServerMessage.Error NOT_ADMITTED =
            new ServerMessage.Error("not-admitted", "You are not in the consultation.");
    static final ServerMessage.Error NOT_WAITING =
            new ServerMessage.Error("not-waiting", "This person is not in the waiting room any more.");
    static final ServerMessage.Error NOT_IN_CONSULTATION =
            new ServerMessage.Error("not-in-consultation", "This person is not in your consultation.");
    static final ServerMessage.Error ELSEWHERE =
            new ServerMessage.Error("already-elsewhere", "Leave your other consultation first.");
    static final ServerMessage.Error UNKNOWN_CONSULTATION =
            new ServerMessage.Error("unknown-consultation", "There is no such consultation.");
    static final ServerMessage.Error UNKNOWN_PARTICIPANT =
            new ServerMessage.Error("unknown-participant", "There is no such person.");
    static final ServerMessage.Error ROOM_FULL =
            new ServerMessage.Error("room-full", "There is no room for one more participant.");
    static final ServerMessage.Error NOT_RECORDED_HERE =
            new ServerMessage.Error("recording-not-offered", "Recording is not set up on this server.");
    static final ServerMessage.Error NOT_ASKED =
            new ServerMessage.Error("not-asked", "This question is not asked any more.");
    static final ServerMessage.Error NOT_ANSWERED = new ServerMessage.Error(
            "not-answered",
            "This person has not yet said whether they may be recorded. Wait for their answer, or go on without recording.");
    static final ServerMessage.Error NOT_JOINED =
            new ServerMessage.Error("not-joined", "Your call is not connected yet.");
    static final ServerMessage.Error NOT_DONE =
            new ServerMessage.Error("not-done", "The server could not do this. Please try again.");

    private Refusals() {}
}
