// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.bench.client.Formats;
import io.apotheca.bench.client.LocalDescription;
import io.apotheca.bench.client.MediaConnection;
import io.apotheca.bench.client.MediaKind;
import io.apotheca.bench.client.MediaLine;
import io.apotheca.bench.client.RemoteDescription;
import io.apotheca.bench.client.SentStream;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ServerMessage;
import io.apotheca.signaling.wire.SlotMids;
import io.apotheca.signaling.wire.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One participant of Apotheca: one WebSocket and one connection, with the offer that the web client makes. */
final class ApothecaSession implements Session {
    /** As many as the web client offers. */
    private static final int SLOTS = 7;

    private static final String MICROPHONE = "0";
    private static final String CAMERA = "1";
    private static final String SCREEN = "2";

    private final Conversation conversation;
    private final MediaConnection connection;
    private final long beganNanos;
    private final @Nullable Agreement agreement;

    /** @param agreement by which it answers whether it may be recorded; null where nobody asks */
    ApothecaSession(
            Conversation conversation, MediaConnection connection, long beganNanos, @Nullable Agreement agreement) {
        this.conversation = conversation;
        this.connection = connection;
        this.beganNanos = beganNanos;
        this.agreement = agreement;
    }

    ApothecaSession negotiate(Seat seat) throws IOException, InterruptedException {
        Streams streams = Streams.of(seat.publishing(), MICROPHONE, CAMERA, Formats.OFFERED);
        List<MediaLine> lines = new ArrayList<>();
        lines.add(MediaLine.sending(MediaKind.AUDIO, MICROPHONE, streams.audio()));
        lines.add(MediaLine.sending(MediaKind.VIDEO, CAMERA, streams.video()));
        lines.add(MediaLine.sending(MediaKind.VIDEO, SCREEN, List.of()));
        List<SlotMids> slots = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            String audio = String.valueOf(lines.size());
            String video = String.valueOf(lines.size() + 1);
            lines.add(MediaLine.receiving(MediaKind.AUDIO, audio));
            lines.add(MediaLine.receiving(MediaKind.VIDEO, video));
            slots.add(SlotMids.person(audio, video));
        }
        String screen = String.valueOf(lines.size());
        lines.add(MediaLine.receiving(MediaKind.VIDEO, screen));
        slots.add(SlotMids.screen(screen));

        boolean audio = !streams.audio().isEmpty();
        boolean video = !streams.video().isEmpty();
        conversation.say(new ClientMessage.Sources(audio, video, false));
        conversation.say(new ClientMessage.Offer(
                LocalDescription.write(connection.local(), Formats.OFFERED, lines),
                Map.of(MICROPHONE, Source.MICROPHONE, CAMERA, Source.CAMERA, SCREEN, Source.SCREEN),
                slots));
        String answer = conversation.next(ServerMessage.Answer.class).sdp();
        conversation.listen(
                agreement == null ? List.of("layers") : List.of("layers", "recording"),
                message -> hear(message, seat, streams));
        RemoteDescription remote = RemoteDescription.read(answer);
        connection.receive(remote.received());
        connection.send(streams.all());
        connection.connect(remote.parameters());
        return this;
    }

    /** Streams of a simulcast source that nobody is shown are not sent; at once, where a browser waits a second. */
    private void hear(ServerMessage message, Seat seat, Streams streams) {
        if (message instanceof ServerMessage.Recording recording && agreement != null) {
            agreement.hear(seat.room(), recording, conversation);
        }
        if (message instanceof ServerMessage.Layers layers && layers.source() == Source.CAMERA) {
            List<SentStream> wanted = new ArrayList<>(streams.audio());
            wanted.addAll(streams.video().subList(0, Math.min(streams.video().size(), layers.highest() + 1)));
            connection.send(wanted);
        }
    }

    @Override
    public long beganNanos() {
        return beganNanos;
    }

    @Override
    public CompletableFuture<Void> connected() {
        return connection.connected();
    }

    @Override
    public CompletableFuture<Long> firstMediaNanos() {
        return connection.firstMediaNanos();
    }

    @Override
    public void close() {
        try {
            conversation.say(new ClientMessage.Leave());
        } catch (IOException e) {
            // Gone already.
        }
        connection.close();
        conversation.end();
    }
}
