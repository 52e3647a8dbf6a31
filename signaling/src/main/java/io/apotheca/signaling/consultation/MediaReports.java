// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.media.control.v1.LayersWanted;
import io.apotheca.media.control.v1.QualityChanged;
import io.apotheca.media.control.v1.RoomEvent;
import io.apotheca.media.control.v1.SlotAssignment;
import io.apotheca.media.control.v1.SlotsChanged;
import io.apotheca.media.control.v1.TransportChanged;
import io.apotheca.signaling.wire.Person;
import io.apotheca.signaling.wire.ServerMessage;
import io.apotheca.signaling.wire.ShownSlot;
import io.apotheca.signaling.wire.Source;
import java.util.List;
import java.util.stream.Stream;

/** What the media server reports of a room, told to those it concerns. Owned by the consultation's mailbox. */
final class MediaReports {
    private static final ServerMessage.Speaker NOBODY = new ServerMessage.Speaker(null);

    private final Members members;
    private ServerMessage.Speaker speaker = NOBODY;

    MediaReports(Members members) {
        this.members = members;
    }

    void on(RoomEvent event) {
        switch (event.getEventCase()) {
            case TRANSPORT_CHANGED -> transport(event.getTransportChanged());
            case SLOTS_CHANGED -> slots(event.getSlotsChanged());
            case LAYERS_WANTED -> layers(event.getLayersWanted());
            case SPEAKER_CHANGED -> speaker(event.getSpeakerChanged().getParticipantId());
            case QUALITY_CHANGED -> quality(event.getQualityChanged());
            case EVENT_NOT_SET -> {
                // An event of a newer media server: nothing we know how to tell.
            }
        }
    }

    void sendSpeakerAgain(Member member) {
        if (!speaker.equals(NOBODY)) {
            member.send(speaker);
        }
    }

    private void transport(TransportChanged changed) {
        members.find(changed.getParticipantId()).filter(member -> member.joined).ifPresent(member -> {
            member.transport(
                    switch (changed.getState()) {
                        case TRANSPORT_STATE_CONNECTED -> Person.State.CONNECTED;
                        case TRANSPORT_STATE_INTERRUPTED, TRANSPORT_STATE_FAILED -> Person.State.RECONNECTING;
                        case TRANSPORT_STATE_CONNECTING, TRANSPORT_STATE_UNSPECIFIED, UNRECOGNIZED ->
                            Person.State.CONNECTING;
                    });
            members.tellRoster();
        });
    }

    private void slots(SlotsChanged changed) {
        List<ShownSlot> shown = changed.getAssignmentsList().stream()
                .flatMap(MediaReports::shown)
                .toList();
        members.find(changed.getParticipantId())
                .filter(member -> member.joined)
                .ifPresent(member -> member.slots(new ServerMessage.Slots(shown)));
    }

    private void quality(QualityChanged changed) {
        ServerMessage.Quality quality =
                new ServerMessage.Quality(changed.getPausedMidsList(), changed.getReducedMidsList());
        members.find(changed.getParticipantId())
                .filter(member -> member.joined)
                .ifPresent(member -> member.quality(quality));
    }

    private void layers(LayersWanted wanted) {
        members.find(wanted.getParticipantId())
                .filter(member -> member.joined)
                .ifPresent(member -> source(wanted.getSource())
                        .forEach(source -> member.layers(new ServerMessage.Layers(source, wanted.getHighest()))));
    }

    private static Stream<ShownSlot> shown(SlotAssignment assignment) {
        return source(assignment.getSource())
                .map(source -> new ShownSlot(assignment.getMid(), assignment.getSourceParticipantId(), source));
    }

    private static Stream<Source> source(io.apotheca.media.control.v1.Source source) {
        return switch (source) {
            case SOURCE_MICROPHONE -> Stream.of(Source.MICROPHONE);
            case SOURCE_CAMERA -> Stream.of(Source.CAMERA);
            case SOURCE_SCREEN -> Stream.of(Source.SCREEN);
            case SOURCE_UNSPECIFIED, UNRECOGNIZED -> Stream.empty();
        };
    }

    private void speaker(String participantId) {
        speaker = participantId.isEmpty() ? NOBODY : new ServerMessage.Speaker(participantId);
        members.tellAdmitted(speaker);
    }
}
