// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams on their way from a loop to the handshake's thread, and a sink for those in the other direction. Bounded: what
 * does not fit is lost, which DTLS is made for. The loop offers and ends, the handshake's thread receives.
 */
final class DatagramQueue implements DatagramTransport {
    static final int CAPACITY = 32;

    /** Fits the smallest IPv6 link with room for tunnels. */
    private static final int SEND_LIMIT = 1200;

    private static final int RECEIVE_LIMIT = 2048;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(CAPACITY + 1);
    private final Consumer<byte[]> sink;
    private volatile boolean ended;

    DatagramQueue(Consumer<byte[]> sink) {
        this.sink = sink;
    }

    void offer(byte[] bytes, int offset, int length) {
        if (!ended && length > 0 && length <= RECEIVE_LIMIT && waiting.size() < CAPACITY) {
            waiting.offer(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    /** Lets the receiver, waiting or not, find the end. */
    void end() {
        ended = true;
        waiting.clear();
        waiting.offer(END);
    }

    int size() {
        return waiting.size();
    }

    boolean ended() {
        return ended;
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    /**
     * The length of a datagram, or -1 when none came in time; 0 milliseconds mean to wait for as long as it takes. The end
     * is an InterruptedIOException, the one exception after which the record layer still says goodbye.
     */
    @Override
    public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
        byte[] datagram = ended ? END : next(waitMillis);
        if (datagram == null) {
            return -1;
        }
        if (ended) {
            throw new InterruptedIOException("closed");
        }
        int count = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, into, offset, count);
        return count;
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        sink.accept(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** Called by the record layer after it sent or received the last alert. */
    @Override
    public void close() {
        end();
    }

    private byte @Nullable [] next(int waitMillis) throws InterruptedIOException {
        try {
            return waitMillis > 0 ? waiting.poll(waitMillis, TimeUnit.MILLISECONDS) : waiting.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
