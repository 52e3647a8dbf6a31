// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.Source;
import io.apotheca.recorder.matroska.TrackEntry;
import io.apotheca.recorder.tap.TapEvent.MediaPacket;
import io.apotheca.recorder.tap.TapEvent.PacketsDropped;
import io.apotheca.recorder.tap.TapEvent.ParticipantJoined;
import io.apotheca.recorder.tap.TapEvent.ParticipantLeft;
import io.apotheca.recorder.tap.TapEvent.SenderReported;
import io.apotheca.recorder.tap.TapEvent.TrackEnded;
import io.apotheca.recorder.tap.TapEvent.TrackPaused;
import io.apotheca.recorder.tap.TapEvent.TrackResumed;
import io.apotheca.recorder.tap.TapEvent.TrackStarted;
import io.apotheca.recorder.testing.Packetizer;
import io.apotheca.recorder.testing.TestSession;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Any bytes as what a tap tells. Whatever that is, the stream written is a whole one and keeps its promises. */
final class EventScript {
    private static final List<Codec> CODECS = List.of(Codec.values());
    private static final List<Source> SOURCES = List.of(Source.values());
    private static final int TYPE = 96;
    private static final int RED = 63;

    private final ByteBuffer script;
    private final TestSession session = new TestSession(0);
    private long nanos;

    private EventScript(byte[] script) {
        this.script = ByteBuffer.wrap(script);
    }

    static void play(byte[] script) {
        new EventScript(script).play();
    }

    private int next() {
        return script.hasRemaining() ? script.get() & 0xFF : 0;
    }

    private long next32() {
        return (long) next() << 24 | next() << 16 | next() << 8 | next();
    }

    private void play() {
        while (script.hasRemaining()) {
            int kind = next();
            nanos += (kind >> 4) * TestSession.MILLI * 20;
            step(kind & 0x0F);
        }
        byte[] stream = session.end();
        Map<Integer, Long> last = new HashMap<>();
        long position = 0;
        for (TestSession.Document document : TestSession.documents(stream)) {
            assertThat(document.position()).isGreaterThanOrEqualTo(position);
            position = document.position() + 1;
            for (TestSession.Block block : document.blocks()) {
                assertThat(document.tracks()).extracting(TrackEntry::number).contains(block.track());
                assertThat(block.timeMillis()).isGreaterThan(last.getOrDefault(block.track(), -1L));
                last.put(block.track(), block.timeMillis());
            }
        }
        assertThat(TestSession.wholeLength(stream)).isEqualTo(stream.length);
    }

    private void step(int kind) {
        int track = next() & 7;
        switch (kind) {
            case 0 -> session.on(new ParticipantJoined(nanos, "p" + (track & 1), ""));
            case 1 -> session.on(new ParticipantLeft(nanos, "p" + (track & 1)));
            case 2 -> start(track);
            case 3 -> session.on(new TrackPaused(nanos, track));
            case 4 -> session.on(new TrackEnded(nanos, track));
            case 5 -> session.on(new SenderReported(nanos, track, next() & 3, 1, next32() << 32 | next32(), next32()));
            case 6 -> session.on(new PacketsDropped(nanos, track, next()));
            case 7 -> session.recorder.cut();
            case 8 -> session.on(new TrackResumed(nanos, track));
            default -> packet(track);
        }
    }

    private void start(int track) {
        int choice = next();
        Codec codec = CODECS.get(choice % CODECS.size());
        Encoding encoding = new Encoding(codec, 0, TYPE, Encoding.NONE, codec.video() ? Encoding.NONE : RED);
        Source source = SOURCES.get((choice >> 3) % SOURCES.size());
        session.on(new TrackStarted(nanos, track, "p" + (track & 1), source, encoding, choice > 200));
    }

    private void packet(int track) {
        int flags = next();
        int sequence = next() | next() << 8;
        long timestamp = next32();
        byte[] payload = new byte[Math.min(next(), script.remaining())];
        script.get(payload);
        int type = (flags & 8) != 0 ? RED : TYPE;
        byte[] packet =
                new Packetizer(type, 1 + (flags >> 4 & 1), sequence).packet(timestamp, (flags & 4) != 0, payload);
        session.on(new MediaPacket(nanos, track, flags & 3, packet));
    }
}
