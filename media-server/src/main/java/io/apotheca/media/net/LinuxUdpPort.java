// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.net.linux.InboundMessages;
import io.apotheca.media.net.linux.OutboundMessages;
import io.apotheca.media.net.linux.UdpSocket;
import io.apotheca.media.transport.Outbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link UdpPort} of Linux: many datagrams a call, and those to one end in one message as far as their lengths allow. The channel is
 * there to be selected by; datagrams go by its descriptor.
 */
final class LinuxUdpPort implements UdpPort {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxUdpPort.class);
    private static final int EINTR = 4;
    private static final int EIO = 5;
    private static final int EAGAIN = 11;
    private static final int EINVAL = 22;
    private static final int EMSGSIZE = 90;

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final UdpSocket socket;
    private final InboundMessages in = new InboundMessages();
    private final OutboundMessages out = new OutboundMessages(Outbox.MOST_QUEUED, PacketBuffer.CAPACITY);
    private final PacketBuffer received = new PacketBuffer();
    private final Endpoint sender = new Endpoint();
    private final Trips trips = new Trips();
    private boolean sendsRuns;

    private LinuxUdpPort(DatagramChannel channel, InetSocketAddress address, UdpSocket socket, boolean runs) {
        this.channel = channel;
        this.address = address;
        this.socket = socket;
        this.sendsRuns = runs && socket.splitsRuns();
    }

    /** Port 0 picks a free one. */
    static LinuxUdpPort bind(InetAddress ip, int port) throws IOException {
        return bind(ip, port, true);
    }

    /** {@code runs} is whether several datagrams may share a message, where the kernel knows of that. */
    static LinuxUdpPort bind(InetAddress ip, int port, boolean runs) throws IOException {
        DatagramChannel channel = UdpChannel.bind(ip, port);
        try {
            InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
            Endpoint own = Endpoint.of(bound);
            UdpSocket socket = UdpSocket.boundTo(own.high(), own.low(), own.port());
            socket.stampArrivals();
            if (runs) {
                var _ = socket.joinRuns();
            }
            return new LinuxUdpPort(channel, bound, socket, runs);
        } catch (IOException | RuntimeException | LinkageError e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Whether datagrams to one end may share a message. */
    boolean sendsRuns() {
        return sendsRuns;
    }

    @Override
    public UdpAdapter adapter() {
        return UdpAdapter.LINUX;
    }

    @Override
    public SelectionKey register(Selector selector) throws ClosedChannelException {
        return channel.register(selector, SelectionKey.OP_READ);
    }

    @Override
    public int receive(int limit, Sink sink) {
        int count = 0;
        boolean empty = false;
        while (count < limit && (in.holdsMore() || !empty)) {
            if (in.next()) {
                handOver(sink);
                count++;
            } else {
                empty = read() < InboundMessages.MOST;
            }
        }
        return count;
    }

    /** How many messages came: fewer than there might have been when the socket is empty now. */
    private int read() {
        int messages = in.read(socket);
        if (messages > 0) {
            trips.countIn(messages);
        }
        return messages;
    }

    private void handOver(Sink sink) {
        boolean fits = in.length() <= PacketBuffer.MAX_DATAGRAM;
        received.reset(fits ? in.length() : 0);
        if (fits) {
            in.copyTo(received.bytes);
        }
        sender.set(in.high(), in.low(), in.port(), in.scope());
        sink.onDatagram(received, sender, in.arrivedNanos());
    }

    @Override
    public boolean holdsMore() {
        return in.holdsMore();
    }

    @Override
    public void send(Batch batch) {
        out.clear();
        for (int i = 0; i < batch.size(); i++) {
            PacketBuffer datagram = batch.datagram(i);
            out.add(datagram.bytes, datagram.offset, datagram.length);
        }
        int next = 0;
        while (next < batch.size()) {
            putIntoMessages(batch, next);
            next = sendMessages(batch);
        }
    }

    private void putIntoMessages(Batch batch, int from) {
        out.clearMessages();
        int first = from;
        while (first < batch.size()) {
            int end = runEnd(batch, first);
            Endpoint to = batch.to(first);
            out.addMessage(socket, first, end, to.high(), to.low(), to.port(), to.scope());
            first = end;
        }
    }

    /** Where the run ends that can leave as one message. */
    private int runEnd(Batch batch, int first) {
        Endpoint to = batch.to(first);
        int length = batch.datagram(first).length;
        int end = first + 1;
        if (!sendsRuns || to.oneByOne() || length == 0) {
            return end;
        }
        int bytes = length;
        int most = Math.min(batch.size(), first + OutboundMessages.MOST_IN_RUN);
        while (end < most && batch.to(end) == to) {
            int next = batch.datagram(end).length;
            bytes += next;
            if (next > length || next == 0 || bytes > OutboundMessages.MOST_BYTES) {
                return end;
            }
            end++;
            if (next < length) {
                return end;
            }
        }
        return end;
    }

    /** Sends as far as the messages are good; the first datagram that is to be put into other ones, or the batch's end. */
    private int sendMessages(Batch batch) {
        int message = 0;
        while (message < out.messages()) {
            int taken = out.send(socket, message);
            if (taken > 0) {
                trips.countOut(taken);
                message += taken;
            } else if (taken == -EAGAIN) {
                batch.refuse(out.first(message), batch.size());
                return batch.size();
            } else if (taken != -EINTR) {
                if (endsRuns(batch, message, -taken)) {
                    return out.first(message);
                }
                batch.refuse(out.first(message), out.first(message + 1));
                message++;
            }
        }
        return batch.size();
    }

    /** Whether the message was refused for being several datagrams, as far as can be told: then the next attempt is without. */
    private boolean endsRuns(Batch batch, int message, int error) {
        int first = out.first(message);
        if (out.first(message + 1) - first == 1) {
            return false;
        }
        switch (error) {
            case EIO -> {
                // The way out cannot compute checksums, and will not for others.
                sendsRuns = false;
                LOG.info("The system does not take several datagrams a message here: sending one by one");
            }
            // More than this way's packets hold, or a fault of the message's own, which shows again.
            case EINVAL, EMSGSIZE -> batch.to(first).becomeOneByOne();
            default -> {
                return false;
            }
        }
        trips.countRefusedRun();
        return true;
    }

    @Override
    public Trips trips() {
        return trips;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        channel.close();
    }
}
