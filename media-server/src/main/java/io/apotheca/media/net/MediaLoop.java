// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.transport.Outbox;
import io.apotheca.media.transport.PeerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One platform thread that owns its UDP and TCP ports, the transports reached through them, and their timers. Others reach it by
 * its mailbox only. A turn runs commands, then takes in datagrams, then does what is due, then sends all that came of it.
 */
public final class MediaLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);
    private static final int COMMANDS_A_TURN = 64;
    private static final long DROP_REPORT_NANOS = 10_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long FAREWELL_NANOS = 200 * NANOS_PER_MILLI;

    /**
     * From one turn to the next, at least, unless something is left over: each has its price, sleep and system calls, which more packets
     * then share. What comes after a rest is taken in at once.
     */
    private static final long TURN_NANOS = NANOS_PER_MILLI;

    private final Selector selector;
    private final List<UdpPort> ports;
    private final UdpIntake[] intakes;
    private final List<TcpPort> tcpPorts;
    private final DropCounters drops = new DropCounters();
    private final DropCounters reportedDrops = new DropCounters();
    private final TransportTable table = new TransportTable(drops, this::touch);
    private final SendQueue queue = new SendQueue(drops, table.traffic(), System::nanoTime);
    private final TimerQueue timers = new TimerQueue();
    private final ArrayDeque<Home> touched = new ArrayDeque<>();
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakeUpSent = new AtomicBoolean();
    private final Consumer<SelectionKey> onReady = this::onReady;
    private final Thread thread;

    private long now = System.nanoTime();
    private long turns;
    private long nextDropReportNanos = now + DROP_REPORT_NANOS;
    private long latestEndNanos = Long.MAX_VALUE;
    private volatile boolean closing;

    private MediaLoop(String name, Selector selector, List<UdpPort> ports, List<TcpPort> tcpPorts) {
        this.selector = selector;
        this.ports = List.copyOf(ports);
        this.intakes = new UdpIntake[ports.size()];
        this.tcpPorts = List.copyOf(tcpPorts);
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** A running loop on these ports, which are its own from here on. */
    static MediaLoop start(String name, List<UdpPort> ports, List<TcpPort> tcpPorts) throws IOException {
        MediaLoop loop = new MediaLoop(name, Selector.open(), ports, tcpPorts);
        for (int i = 0; i < loop.intakes.length; i++) {
            UdpPort port = ports.get(i);
            loop.intakes[i] = new UdpIntake(port, loop.table.route(port, loop::nowNanos), loop.queue);
            port.register(loop.selector).attach(loop.intakes[i]);
        }
        for (TcpPort port : tcpPorts) {
            port.register(loop.selector, loop.table, loop.drops, loop::nowNanos);
        }
        loop.thread.start();
        return loop;
    }

    /** Runs {@code command} on the loop, soon. From any thread. */
    public void execute(Runnable command) {
        mailbox.add(command);
        if (Thread.currentThread() != thread && wakeUpSent.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** The time of the present turn, on the scale of System.nanoTime. On the loop only, as all that follow. */
    public long nowNanos() {
        return now;
    }

    public DropCounters drops() {
        return drops;
    }

    public Traffic traffic() {
        return table.traffic();
    }

    /** How long what the loop sent was on its way through it. */
    public TransitTimes transit() {
        return queue.transit();
    }

    /** How often the loop went to the operating system for its datagrams. */
    public Trips trips() {
        Trips sum = new Trips();
        ports.forEach(port -> sum.add(port.trips()));
        return sum;
    }

    /** How its datagrams come and leave. */
    public UdpAdapter udpAdapter() {
        return ports.isEmpty() ? UdpAdapter.PORTABLE : ports.getFirst().adapter();
    }

    /** Turns so far. */
    public long turns() {
        return turns;
    }

    public Outbox outbox() {
        return queue;
    }

    /** Routes datagrams to a transport whose checks name {@code ufrag}, and keeps its deadlines. */
    public void add(PeerTransport transport, String ufrag) {
        table.add(transport, ufrag);
    }

    /** Routes checks that name {@code ufrag} to a transport that is here already, after an ICE restart. */
    public void rename(PeerTransport transport, String ufrag) {
        table.rename(transport, ufrag);
    }

    public void remove(PeerTransport transport) {
        Home home = table.remove(transport);
        if (home != null) {
            timers.remove(home);
        }
    }

    /** Something changed for this transport that may have moved its deadline. */
    public void touch(PeerTransport transport) {
        Home home = table.home(transport);
        if (home != null) {
            touch(home);
        }
    }

    private void touch(Home home) {
        if (!home.touched) {
            home.touched = true;
            touched.add(home);
        }
    }

    private void run() {
        try {
            while (!closing) {
                turn();
            }
            sayGoodbye();
        } catch (IOException e) {
            LOG.error("A media loop lost its selector and ends", e);
        } finally {
            closeAll();
        }
    }

    /** Ends what is left, and goes on turning until every peer has been told, or for a moment at most. */
    private void sayGoodbye() throws IOException {
        latestEndNanos = System.nanoTime() + FAREWELL_NANOS;
        table.closeAll();
        while (table.associated() && System.nanoTime() < latestEndNanos) {
            turn();
        }
    }

    private void turn() throws IOException {
        if (holdsMore() || !mailbox.isEmpty()) {
            selector.selectNow(onReady);
        } else {
            LockSupport.parkNanos(now + TURN_NANOS - System.nanoTime());
            selector.select(onReady, waitMillis());
        }
        turns++;
        wakeUpSent.set(false);
        now = System.nanoTime();
        receiveHeld();
        queue.causedByNothing();
        runCommands();
        fireTimers();
        for (TcpPort port : tcpPorts) {
            port.onDeadline(now);
        }
        queue.flush();
        // Last: what was written may have moved deadlines.
        rescheduleTouched();
        reportDrops();
    }

    private long waitMillis() {
        long nextNanos = Math.min(Math.min(timers.nextNanos(), nextDropReportNanos), latestEndNanos);
        for (TcpPort port : tcpPorts) {
            nextNanos = Math.min(nextNanos, port.nextDeadlineNanos());
        }
        long waitNanos = nextNanos - System.nanoTime();
        return Math.max(1, (waitNanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }

    private boolean holdsMore() {
        for (UdpIntake intake : intakes) {
            if (intake.holdsMore()) {
                return true;
            }
        }
        return false;
    }

    private void onReady(SelectionKey key) {
        now = System.nanoTime();
        queue.causedBy(now);
        try {
            ((Runnable) key.attachment()).run();
        } catch (RuntimeException e) {
            LOG.error("A datagram was not handled", e);
        }
    }

    private void receiveHeld() {
        for (UdpIntake intake : intakes) {
            try {
                intake.finish();
            } catch (RuntimeException e) {
                LOG.error("A datagram was not handled", e);
            }
        }
    }

    private void runCommands() {
        for (int i = 0; i < COMMANDS_A_TURN; i++) {
            Runnable command = mailbox.poll();
            if (command == null) {
                return;
            }
            try {
                command.run();
            } catch (RuntimeException e) {
                LOG.error("A command was not carried out", e);
            }
        }
    }

    private void fireTimers() {
        while (timers.nextNanos() <= now) {
            Home home = timers.first();
            timers.remove(home);
            try {
                home.transport.onDeadline(now);
            } catch (RuntimeException e) {
                LOG.error("A deadline was not handled", e);
            }
            touch(home);
        }
    }

    private void rescheduleTouched() {
        Home home;
        while ((home = touched.poll()) != null) {
            home.touched = false;
            if (table.home(home.transport) == home) {
                timers.schedule(home, home.transport.nextDeadlineNanos());
            }
        }
    }

    private void reportDrops() {
        if (now < nextDropReportNanos) {
            return;
        }
        nextDropReportNanos = now + DROP_REPORT_NANOS;
        String words = drops.since(reportedDrops);
        if (!words.isEmpty()) {
            LOG.info("Dropped in the last 10 s: {}", words);
        }
    }

    private void closeAll() {
        try {
            for (UdpPort port : ports) {
                port.close();
            }
            for (TcpPort port : tcpPorts) {
                port.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the transports and tells their peers, then ends the thread and closes the ports. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
