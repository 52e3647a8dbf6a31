// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import java.util.Collection;

/**
 * Writes a live Matroska stream forward only: an EBML document (RFC 8794 section 8.1) with one Segment of unknown size, whose
 * Clusters are of unknown size, too, so that every block is complete in itself. Another {@link #begin} starts another
 * document in the same stream, because a Segment's tracks are told once, ahead of its first Cluster. Timestamps are
 * milliseconds and go on from document to document. Not thread-safe.
 */
public final class MatroskaWriter {
    /** A Cluster holds no more than this. */
    public static final long LONGEST_CLUSTER_MILLIS = 1000;

    private static final long NANOS_PER_MILLI = 1_000_000;
    /** 2001-01-01T00:00Z, from which Matroska counts, in seconds since 1970. */
    private static final long DATE_ORIGIN_SECONDS = 978_307_200;

    private static final int VIDEO = 1;
    private static final int AUDIO = 2;
    private static final int KEY = 0x80;
    private static final int BLOCK_HEAD = 4;
    private static final int SCOPE_FRAMES = 1;
    private static final int ENCRYPTION = 1;
    private static final int AES = 5;
    private static final byte[] SFRAME = {'S', 'F', 'r', 'a', 'm', 'e'};
    private static final String APPLICATION = "Apotheca";

    private final ElementSink sink;
    private final ElementBuffer buffer = new ElementBuffer();
    private long position;
    private boolean inCluster;
    private long clusterMillis;

    public MatroskaWriter(ElementSink sink) {
        this.sink = sink;
    }

    /** How many bytes were written. */
    public long position() {
        return position;
    }

    /**
     * Starts a document with these tracks.
     *
     * @param epochNanos the time of day of timestamp 0, since 1970-01-01T00:00Z
     */
    public void begin(long epochNanos, Collection<TrackEntry> tracks) {
        buffer.clear();
        inCluster = false;
        writeHead();
        buffer.beginUnknown(ElementId.SEGMENT);
        int info = buffer.begin(ElementId.INFO);
        buffer.unsigned(ElementId.TIMESTAMP_SCALE, NANOS_PER_MILLI)
                .signed64(ElementId.DATE_UTC, epochNanos - DATE_ORIGIN_SECONDS * 1_000_000_000L)
                .text(ElementId.MUXING_APP, APPLICATION)
                .text(ElementId.WRITING_APP, APPLICATION)
                .end(info);
        int all = buffer.begin(ElementId.TRACKS);
        tracks.forEach(this::writeTrack);
        buffer.end(all);
        send();
    }

    /**
     * Writes a frame; true if it begins a Cluster, at the position before. The track is one of the document's.
     *
     * @param timeMillis not negative
     */
    public boolean block(int track, long timeMillis, boolean key, byte[] frame) {
        buffer.clear();
        long since = timeMillis - clusterMillis;
        boolean begins = !inCluster || since >= LONGEST_CLUSTER_MILLIS || since < Short.MIN_VALUE;
        if (begins) {
            inCluster = true;
            clusterMillis = timeMillis;
            since = 0;
            buffer.beginUnknown(ElementId.CLUSTER).unsigned(ElementId.TIMESTAMP, timeMillis);
        }
        buffer.head(ElementId.SIMPLE_BLOCK, BLOCK_HEAD + frame.length)
                .octet(0x80 | track)
                .octet((int) since >> 8)
                .octet((int) since)
                .octet(key ? KEY : 0)
                .raw(frame, 0, frame.length);
        send();
        return begins;
    }

    /** The next block begins a Cluster. */
    public void cut() {
        inCluster = false;
    }

    private void send() {
        sink.elements(buffer.bytes(), 0, buffer.length());
        position += buffer.length();
    }

    private void writeHead() {
        int head = buffer.begin(ElementId.EBML);
        buffer.unsigned(ElementId.EBML_VERSION, 1)
                .unsigned(ElementId.EBML_READ_VERSION, 1)
                .unsigned(ElementId.EBML_MAX_ID_LENGTH, 4)
                .unsigned(ElementId.EBML_MAX_SIZE_LENGTH, 8)
                .text(ElementId.DOC_TYPE, "matroska")
                .unsigned(ElementId.DOC_TYPE_VERSION, 4)
                .unsigned(ElementId.DOC_TYPE_READ_VERSION, 2)
                .end(head);
    }

    private void writeTrack(TrackEntry track) {
        int entry = buffer.begin(ElementId.TRACK_ENTRY);
        buffer.unsigned(ElementId.TRACK_NUMBER, track.number())
                .unsigned(ElementId.TRACK_UID, track.uid())
                .unsigned(ElementId.TRACK_TYPE, track.media() instanceof TrackEntry.Picture ? VIDEO : AUDIO)
                .unsigned(ElementId.FLAG_LACING, 0)
                .text(ElementId.LANGUAGE, "und")
                .text(ElementId.NAME, track.name())
                .text(ElementId.CODEC_ID, track.codecId());
        if (track.codecPrivate().length > 0) {
            buffer.binary(ElementId.CODEC_PRIVATE, track.codecPrivate());
        }
        switch (track.media()) {
            case TrackEntry.Picture picture -> writePicture(picture);
            case TrackEntry.Sound sound -> writeSound(sound);
        }
        if (track.encrypted()) {
            writeEncryption();
        }
        buffer.end(entry);
    }

    private void writePicture(TrackEntry.Picture picture) {
        int video = buffer.begin(ElementId.VIDEO);
        buffer.unsigned(ElementId.PIXEL_WIDTH, picture.width())
                .unsigned(ElementId.PIXEL_HEIGHT, picture.height())
                .end(video);
    }

    private void writeSound(TrackEntry.Sound sound) {
        buffer.unsigned(ElementId.CODEC_DELAY, sound.codecDelayNanos())
                .unsigned(ElementId.SEEK_PRE_ROLL, sound.seekPreRollNanos());
        int audio = buffer.begin(ElementId.AUDIO);
        buffer.real(ElementId.SAMPLING_FREQUENCY, sound.sampleRate())
                .unsigned(ElementId.CHANNELS, sound.channels())
                .end(audio);
    }

    /** Says that frames are encrypted with a key this file does not have, so that no player takes them for pictures. */
    private void writeEncryption() {
        int encodings = buffer.begin(ElementId.CONTENT_ENCODINGS);
        int encoding = buffer.begin(ElementId.CONTENT_ENCODING);
        buffer.unsigned(ElementId.CONTENT_ENCODING_ORDER, 0)
                .unsigned(ElementId.CONTENT_ENCODING_SCOPE, SCOPE_FRAMES)
                .unsigned(ElementId.CONTENT_ENCODING_TYPE, ENCRYPTION);
        int encryption = buffer.begin(ElementId.CONTENT_ENCRYPTION);
        buffer.unsigned(ElementId.CONTENT_ENC_ALGO, AES)
                .binary(ElementId.CONTENT_ENC_KEY_ID, SFRAME)
                .end(encryption)
                .end(encoding)
                .end(encodings);
    }
}
