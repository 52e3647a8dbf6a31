// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import java.util.SplittableRandom;

/** Fifty audio packets a second, or a few in silence (DTX), each with the level of RFC 6464. */
public final class VirtualMicrophone {
    static final long PACKET_NANOS = 20_000_000;
    static final long REFRESH_NANOS = 400_000_000;

    private static final int SMALLEST = 60;
    private static final int LARGEST = 120;

    private final VirtualStream stream;
    private final SplittableRandom random;
    private final int publisher;
    private int frames;
    private int level = 40;
    private boolean silent;
    private long nextNanos = Long.MAX_VALUE;

    VirtualMicrophone(VirtualStream stream, int publisher, SplittableRandom random) {
        this.stream = stream;
        this.publisher = publisher;
        this.random = random;
    }

    public VirtualStream stream() {
        return stream;
    }

    /** Sets the level from now on, 0 (loudest) to 127 (silence). */
    public void level(int level) {
        this.level = level;
    }

    /** Falls silent, so that its noise is only refreshed now and then, or speaks again. */
    public void silent(boolean silent) {
        this.silent = silent;
    }

    public void start(long nowNanos) {
        nextNanos = nowNanos;
    }

    public void stop() {
        nextNanos = Long.MAX_VALUE;
    }

    long nextNanos() {
        return nextNanos;
    }

    /** Captures and sends one packet. */
    void onDeadline() {
        byte[] payload = new byte[random.nextInt(SMALLEST, LARGEST)];
        new Stamp(publisher, frames, 0, 1, -1, nextNanos).write(payload, 0);
        stream.send(false, nextNanos, payload, level);
        frames++;
        nextNanos += silent ? REFRESH_NANOS : PACKET_NANOS;
    }
}
