// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import io.apotheca.media.buffer.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a congestion control feedback packet behind the sender's SSRC: streams, then the time (RFC 8888 section 3.1). */
final class CongestionFeedbackFormat {
    private static final int STREAM_HEADER = 8;
    private static final int TIMESTAMP = 4;

    private CongestionFeedbackFormat() {}

    /** Reads {@code length} bytes; null if they are malformed or report more than {@code most} packets. */
    static @Nullable CongestionFeedback read(int senderSsrc, byte[] bytes, int from, int length, int most) {
        int end = from + length - TIMESTAMP;
        int room = most;
        int at = from;
        List<CongestionFeedback.Stream> streams = new ArrayList<>(4);
        while (at < end) {
            if (at + STREAM_HEADER > end) {
                return null;
            }
            int count = Bytes.u16(bytes, at + 6);
            int size = (2 * count + 3) & ~3;
            room -= count;
            if (room < 0 || at + STREAM_HEADER + size > end) {
                return null;
            }
            int[] metrics = new int[count];
            for (int i = 0; i < count; i++) {
                metrics[i] = Bytes.u16(bytes, at + STREAM_HEADER + 2 * i);
            }
            streams.add(new CongestionFeedback.Stream(Bytes.i32(bytes, at), Bytes.u16(bytes, at + 4), metrics));
            at += STREAM_HEADER + size;
        }
        return at == end ? new CongestionFeedback(senderSsrc, Bytes.i32(bytes, end), streams) : null;
    }

    /** Writes streams and time at {@code from}; the index behind them. */
    static int write(CongestionFeedback feedback, byte[] bytes, int from) {
        int at = from;
        for (CongestionFeedback.Stream stream : feedback.streams()) {
            int[] metrics = stream.metrics();
            Bytes.put32(bytes, at, stream.ssrc());
            Bytes.put16(bytes, at + 4, stream.beginSequence());
            Bytes.put16(bytes, at + 6, metrics.length);
            at += STREAM_HEADER;
            for (int metric : metrics) {
                Bytes.put16(bytes, at, metric);
                at += 2;
            }
            if (metrics.length % 2 == 1) {
                Bytes.put16(bytes, at, 0);
                at += 2;
            }
        }
        Bytes.put32(bytes, at, feedback.reportTimestamp());
        return at + TIMESTAMP;
    }
}
