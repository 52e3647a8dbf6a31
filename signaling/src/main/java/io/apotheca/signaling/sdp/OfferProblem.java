// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import java.util.Locale;

/** Every reason for which an offer is refused, with its text for people. The code on the wire is the constant's name. */
enum OfferProblem {
    OFFER_TOO_LARGE("The offer is larger than 256 KiB or has too many lines."),
    OFFER_NOT_SDP("The offer is not a session description."),
    TOO_MANY_SECTIONS("The offer has more than 32 m-lines."),
    EMPTY_OFFER("The offer names no m-line that sends or receives."),
    DUPLICATE_MID("Two m-lines of the offer have the same mid."),
    UNKNOWN_MID("The offer has no m-line with a mid that is named as a source or a slot."),
    MID_USED_TWICE("A mid is named for two purposes."),
    SOURCE_USED_TWICE("Two m-lines are named for the same source."),
    WRONG_KIND("An m-line is of the wrong kind: audio where video is expected, or the other way round."),
    WRONG_DIRECTION("A source's m-line must send, a slot's m-line must receive."),
    SECTION_DISABLED("An m-line that is named as a source or a slot is switched off."),
    WRONG_PROTOCOL("Media must be offered as UDP/TLS/RTP/SAVPF."),
    NOT_BUNDLED("All m-lines must be in one BUNDLE group."),
    NO_RTCP_MUX("RTP and RTCP must share a port (rtcp-mux)."),
    BAD_ICE("The offer has no valid ICE user name and password."),
    ICE_LITE_PEER("The offer is of an ICE-lite agent; this server is one, too."),
    BAD_FINGERPRINT("The offer has no valid certificate fingerprint (SHA-256, SHA-384 or SHA-512)."),
    BAD_SETUP("The offer must leave the DTLS client's role to the sender (setup actpass or active)."),
    NO_OPUS("An audio m-line does not offer Opus."),
    NO_VIDEO_CODEC("A video m-line offers no codec that is in use here."),
    PAYLOAD_TYPE_CONFLICT("A payload type stands for different codecs in different m-lines."),
    EXTENSION_CONFLICT("A header extension's number stands for different extensions."),
    BAD_EXTENSION("A header extension is declared wrongly."),
    BAD_SSRC("An SSRC is declared wrongly, or twice."),
    UNIDENTIFIED_SOURCE(
            "A source's packets could not be told apart: its m-line has neither an SSRC nor the MID extension."),
    RESTART_MISMATCH("The offer is not of the connection that it should restart.");

    private final String message;

    OfferProblem(String message) {
        this.message = message;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String message() {
        return message;
    }
}
