// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What is written is read again, to wherever the stream ends. */
class MatroskaStreamTest {
    private static final byte[] NOTHING = {};

    /** What a stream holds, in a form that can be compared. */
    private static final class Told implements MatroskaReader.Visitor {
        final List<String> all = new ArrayList<>();

        @Override
        public void document(long position, Collection<TrackEntry> tracks) {
            all.add("document at " + position);
            tracks.forEach(track -> all.add(describe(track)));
        }

        @Override
        public void block(int track, long timeMillis, boolean key, byte[] frame) {
            all.add(track + " at " + timeMillis + " " + key + " " + Arrays.hashCode(frame));
        }
    }

    /** A stream, what is in it, and how much of that had been told at each place where it may end. */
    private static final class Written {
        final ByteArrayOutputStream stream = new ByteArrayOutputStream();
        final List<String> told = new ArrayList<>();
        final List<int[]> ends = new ArrayList<>();
        final MatroskaWriter writer =
                new MatroskaWriter((bytes, offset, length) -> stream.write(bytes, offset, length));

        void document(List<TrackEntry> tracks) {
            told.add("document at " + stream.size());
            tracks.forEach(track -> told.add(describe(track)));
            writer.begin(1_800_000_000_000_000_000L, tracks);
            ends.add(new int[] {stream.size(), told.size()});
        }

        void block(int track, long timeMillis, boolean key, byte[] frame) {
            told.add(track + " at " + timeMillis + " " + key + " " + Arrays.hashCode(frame));
            writer.block(track, timeMillis, key, frame);
            ends.add(new int[] {stream.size(), told.size()});
        }
    }

    private static String describe(TrackEntry track) {
        return track.number() + " " + track.uid() + " " + track.name() + " " + track.codecId() + " "
                + Arrays.toString(track.codecPrivate()) + " " + track.encrypted() + " " + track.media();
    }

    private static MatroskaReader.End read(byte[] stream, int length, Told told) {
        try {
            return new MatroskaReader(new ByteArrayInputStream(stream, 0, length)).read(told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Written random(RandomGenerator random) {
        Written written = new Written();
        long now = random.nextLong(100_000_000);
        for (int documents = random.nextInt(1, 4); documents > 0; documents--) {
            List<TrackEntry> tracks = new ArrayList<>();
            for (int number = 1; number <= random.nextInt(1, 20); number++) {
                tracks.add(track(number, random));
            }
            written.document(tracks);
            for (int blocks = random.nextInt(60); blocks > 0; blocks--) {
                now += random.nextLong(100);
                byte[] frame = new byte[random.nextInt(400)];
                random.nextBytes(frame);
                long late = random.nextInt(5) == 0 ? random.nextLong(50_000) : 0;
                if (random.nextInt(10) == 0) {
                    written.writer.cut();
                }
                int track = tracks.get(random.nextInt(tracks.size())).number();
                written.block(track, Math.max(0, now - late), random.nextBoolean(), frame);
            }
        }
        return written;
    }

    private static TrackEntry track(int number, RandomGenerator random) {
        byte[] codecPrivate = new byte[random.nextInt(300)];
        random.nextBytes(codecPrivate);
        TrackEntry.Media media = random.nextBoolean()
                ? new TrackEntry.Picture(random.nextInt(1, 8000), random.nextInt(1, 8000))
                : new TrackEntry.Sound(48_000, 2, 6_500_000, 80_000_000);
        long uid = random.nextLong() | 1;
        return new TrackEntry(number, uid, "Ä " + number, "V_VP8", codecPrivate, random.nextBoolean(), media);
    }

    @Test
    void whatIsWrittenIsRead() {
        Property.check(1, 200, random -> {
            Written written = random(random);
            Told told = new Told();
            assertThat(read(written.stream.toByteArray(), written.stream.size(), told))
                    .isEqualTo(MatroskaReader.End.WHOLE);
            assertThat(told.all).isEqualTo(written.told);
            assertThat(written.writer.position()).isEqualTo(written.stream.size());
        });
    }

    /** Cut anywhere, as by a crash: all that was whole is there, and at the ends of the sink's calls that is everything. */
    @Test
    void aStreamMayEndAnywhere() {
        Property.check(1, 60, random -> {
            Written written = random(random);
            byte[] stream = written.stream.toByteArray();
            for (int[] end : written.ends) {
                Told told = new Told();
                assertThat(read(stream, end[0], told)).isEqualTo(MatroskaReader.End.WHOLE);
                assertThat(told.all).isEqualTo(written.told.subList(0, end[1]));
            }
            Told told = new Told();
            read(stream, random.nextInt(stream.length), told);
            assertThat(told.all).isEqualTo(written.told.subList(0, told.all.size()));
        });
    }

    @Test
    void otherBytesAreForeign() {
        Told told = new Told();
        assertThat(read(new byte[100], 100, told)).isEqualTo(MatroskaReader.End.FOREIGN);
        assertThat(told.all).isEmpty();
    }

    /** A Void element may stand behind any call of the sink. */
    @Test
    void paddingIsSkipped() {
        Written written = random(new SplittableRandom(5));
        ByteArrayOutputStream padded = new ByteArrayOutputStream();
        byte[] stream = written.stream.toByteArray();
        int from = 0;
        for (int[] end : written.ends) {
            padded.write(stream, from, end[0] - from);
            padded.writeBytes(new byte[] {(byte) 0xEC, (byte) 0x83, 1, 2, 3});
            from = end[0];
        }
        Told told = new Told();
        assertThat(read(padded.toByteArray(), padded.size(), told)).isEqualTo(MatroskaReader.End.WHOLE);
        assertThat(told.all).hasSameSizeAs(written.told).contains(written.told.getLast());
    }

    /** All tracks ahead, and frames by their times. */
    @Test
    void severalDocumentsBecomeOne() throws IOException {
        Written written = new Written();
        TrackEntry first = track(1, new SplittableRandom(1));
        TrackEntry second = track(2, new SplittableRandom(2));
        written.document(List.of(first));
        written.block(1, 10, true, NOTHING);
        written.block(1, 50, true, NOTHING);
        written.document(List.of(first, second));
        written.block(1, 70, true, NOTHING);
        written.block(2, 30, true, NOTHING);
        byte[] stream = written.stream.toByteArray();
        StreamTracks tracks = new StreamTracks();
        tracks.look(new ByteArrayInputStream(stream));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SingleDocument single = new SingleDocument(tracks.tracks(), 0, out::write);
        single.add(new ByteArrayInputStream(stream));
        single.end();
        Told told = new Told();
        read(out.toByteArray(), out.size(), told);
        int hash = Arrays.hashCode(NOTHING);
        assertThat(told.all)
                .containsExactly(
                        "document at 0",
                        describe(first),
                        describe(second),
                        "1 at 10 true " + hash,
                        "2 at 30 true " + hash,
                        "1 at 50 true " + hash,
                        "1 at 70 true " + hash);
    }

    /** Each numbers its tracks for itself, and they are the same by their uids. */
    @Test
    void severalStreamsBecomeOneDocument() throws IOException {
        TrackEntry first = track(1, new SplittableRandom(1));
        TrackEntry second = track(2, new SplittableRandom(2));
        Written before = new Written();
        before.document(List.of(first, second));
        before.block(1, 10, true, NOTHING);
        before.block(2, 40, true, NOTHING);
        Written after = new Written();
        after.document(List.of(second.numbered(1), first.numbered(2)));
        after.block(1, 5_000, true, NOTHING);
        after.block(2, 5_001, true, NOTHING);
        after.block(2, 5_001, true, NOTHING);
        StreamTracks tracks = new StreamTracks();
        for (Written each : List.of(before, after)) {
            tracks.look(new ByteArrayInputStream(each.stream.toByteArray()));
        }
        assertThat(tracks.spans(first.uid()))
                .containsExactly(new TrackSpans.Span(10, 10), new TrackSpans.Span(5_001, 5_001));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SingleDocument single = new SingleDocument(tracks.tracks(), 0, out::write);
        for (Written each : List.of(before, after)) {
            single.add(new ByteArrayInputStream(each.stream.toByteArray()));
        }
        single.end();
        Told told = new Told();
        read(out.toByteArray(), out.size(), told);
        int hash = Arrays.hashCode(NOTHING);
        assertThat(told.all)
                .containsExactly(
                        "document at 0",
                        describe(first),
                        describe(second),
                        "1 at 10 true " + hash,
                        "2 at 40 true " + hash,
                        "2 at 5000 true " + hash,
                        "1 at 5001 true " + hash,
                        "1 at 5002 true " + hash);
    }
}
