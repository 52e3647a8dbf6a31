// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.link.LinkInterval;
import io.apotheca.bench.relay.RelayStatus;
import java.io.PrintWriter;
import java.util.Locale;

/** What a relay does, a line each second: on a terminal always the same line. At its end the totals. */
final class StatusLine implements AutoCloseable {
    private static final double NANOS = 1e9;
    private static final double MILLI = 1e6;

    private final PrintWriter out;
    private final boolean rewrites;
    private LinkInterval up = LinkInterval.NOTHING;
    private LinkInterval down = LinkInterval.NOTHING;
    private double seconds;

    StatusLine(PrintWriter out, boolean rewrites) {
        this.out = out;
        this.rewrites = rewrites;
    }

    /** Shows what happened in the last stretch of time. */
    void show(RelayStatus status, long spanNanos) {
        up = up.plus(status.up());
        down = down.plus(status.down());
        seconds += spanNanos / NANOS;
        String line = String.format(
                Locale.ROOT,
                "%5.0f s  %d clients  up %s  |  down %s%s",
                seconds,
                status.clients(),
                figures(status.up(), spanNanos),
                figures(status.down(), spanNanos),
                trouble(status));
        out.print(rewrites ? "\r\u001b[K" + line : line + System.lineSeparator());
        out.flush();
    }

    private static String figures(LinkInterval way, long spanNanos) {
        return String.format(
                Locale.ROOT,
                "%5.0f kb/s, queue %3.0f ms, %d lost, %d dropped",
                8e6 * way.deliveredBytes() / spanNanos,
                way.peakQueueNanos() / MILLI,
                way.lostPackets(),
                way.droppedPackets());
    }

    private static String trouble(RelayStatus status) {
        return status.refused() + status.unsent() == 0
                ? ""
                : "  |  %d refused, %d unsent".formatted(status.refused(), status.unsent());
    }

    @Override
    public void close() {
        out.println(rewrites ? System.lineSeparator() + "In all:" : "In all:");
        out.println("  up    " + totals(up));
        out.println("  down  " + totals(down));
        out.flush();
    }

    private String totals(LinkInterval way) {
        return String.format(
                Locale.ROOT,
                "%d datagrams, %.2f MB in %.0f s, %d lost, %d dropped",
                way.deliveredPackets(),
                way.deliveredBytes() / 1e6,
                seconds,
                way.lostPackets(),
                way.droppedPackets());
    }
}
