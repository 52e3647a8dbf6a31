// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import io.apotheca.media.stun.TransportAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What paths to addresses carried lately, in memory only: the {@value #MOST} used last, each for an hour after it was found
 * out. An IPv4 address counts whole, of an IPv6 address the /64, which is one line. Addresses are kept as salted hashes, so
 * that they don't show in what prints or dumps this table. A loopback address is no line: whoever comes by a relay on this
 * machine is not remembered. Owned by its loop.
 */
public final class PathTable implements PathMemory {
    static final int MOST = 4096;
    static final long LIFE_NANOS = 3_600_000_000_000L;

    private record Known(long bps, long foundNanos) {}

    private final byte[] salt;
    private final Map<Long, Known> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
            return size() > MOST;
        }
    };

    /** {@code salt} is random and secret; 16 bytes are enough. */
    public PathTable(byte[] salt) {
        this.salt = salt.clone();
    }

    @Override
    public long recall(TransportAddress address, long nowNanos) {
        return find(key(salt, address), nowNanos);
    }

    /**
     * The last finding counts, also a low one. A rate that nothing but the sender limited says less: it is kept only where it
     * is more than what is known, and more than a start without knowledge would make of it.
     */
    @Override
    public void remember(TransportAddress address, long bps, boolean atLeast, long nowNanos) {
        if (address.isLoopback()) {
            return;
        }
        long key = key(salt, address);
        if (!atLeast || bps > Math.max(find(key, nowNanos), WarmStart.TELLING_BPS)) {
            byKey.put(key, new Known(bps, nowNanos));
        }
    }

    int size() {
        return byKey.size();
    }

    private long find(long key, long nowNanos) {
        Known known = byKey.get(key);
        if (known == null) {
            return 0;
        }
        if (nowNanos - known.foundNanos >= LIFE_NANOS) {
            byKey.remove(key);
            return 0;
        }
        return known.bps;
    }

    static long key(byte[] salt, TransportAddress address) {
        TransportAddress line = address.line();
        ByteBuffer text = ByteBuffer.allocate(salt.length + 2 * Long.BYTES);
        text.put(salt).putLong(line.high()).putLong(line.low());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.array());
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
