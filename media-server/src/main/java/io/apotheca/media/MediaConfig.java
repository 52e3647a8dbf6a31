// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media;

import com.typesafe.config.Config;
import io.apotheca.media.net.UdpAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The media section of the configuration. Every key and its default stands in config/apotheca.conf.
 *
 * @param loops threads that move media; 0 is one a core
 * @param srtp what encrypts media
 */
public record MediaConfig(
        int loops, Udp udp, Tcp tcp, SrtpLibrary srtp, Timeouts timeouts, Limits limits, Debug debug) {
    /**
     * Where media comes in.
     *
     * @param firstPort the first loop's port, the next loop has the next one; 0 lets the system choose
     * @param announcedPort what peers are told in place of the first loop's port, counted up likewise; 0 for the port itself
     * @param adapter how datagrams go to and come from the operating system
     * @param interfaces addresses to use; empty for all of this machine
     * @param loopback whether loopback addresses count among all
     */
    public record Udp(
            int firstPort, int announcedPort, UdpAdapter adapter, List<Interface> interfaces, boolean loopback) {}

    /**
     * Where media comes in from networks that let no UDP through.
     *
     * @param enabled whether it does
     * @param firstPort the first loop's port, the next loop has the next one; 0 lets the system choose
     * @param connections at most, on each port
     * @param firstCheck how long a connection may take to prove itself
     * @param idle how long it may then be silent
     */
    public record Tcp(boolean enabled, int firstPort, int connections, Duration firstCheck, Duration idle) {}

    /**
     * One address to use.
     *
     * @param address the local one
     * @param announced the one peers are told; the same unless there is a NAT between
     */
    public record Interface(String address, String announced) {}

    /**
     * How long is waited.
     *
     * @param handshake for DTLS to finish
     * @param interrupted for a silent peer, until people are told
     * @param failed for a silent peer, until its media is given up
     */
    public record Timeouts(Duration handshake, Duration interrupted, Duration failed) {}

    /**
     * How many people at a time.
     *
     * @param participantsPerRoom people in one room
     * @param participants people on this node
     */
    public record Limits(int participantsPerRoom, int participants) {}

    /**
     * Faults on purpose.
     *
     * @param loss share of datagrams lost each way, 0 to 1
     * @param seed which ones
     */
    public record Debug(double loss, long seed) {}

    public MediaConfig {
        require(loops >= 0 && loops <= 256, "media.loops must be between 0 and 256");
        require(udp.firstPort >= 0 && udp.firstPort <= 65_535, "media.udp.first-port must be between 0 and 65535");
        require(
                udp.announcedPort >= 0 && udp.announcedPort <= 65_535,
                "media.udp.announced-port must be between 0 and 65535");
        require(tcp.firstPort >= 0 && tcp.firstPort <= 65_535, "media.tcp.first-port must be between 0 and 65535");
        require(tcp.connections >= 1, "media.tcp.connections must be at least 1");
        require(tcp.firstCheck.isPositive(), "media.tcp.first-check must be positive");
        require(tcp.idle.isPositive(), "media.tcp.idle must be positive");
        require(timeouts.handshake.isPositive(), "media.timeouts.handshake must be positive");
        require(timeouts.interrupted.isPositive(), "media.timeouts.interrupted must be positive");
        require(
                timeouts.failed.compareTo(timeouts.interrupted) > 0,
                "media.timeouts.failed must be longer than media.timeouts.interrupted");
        require(limits.participantsPerRoom >= 2, "media.limits.participants-per-room must be at least 2");
        require(limits.participants >= 2, "media.limits.participants must be at least 2");
        require(debug.loss >= 0 && debug.loss < 1, "media.debug.loss must be at least 0 and below 1");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * Reads the section.
     *
     * @throws com.typesafe.config.ConfigException when a key is missing or of the wrong type
     * @throws IllegalArgumentException when a value is out of range; the message names the key
     */
    public static MediaConfig from(Config media) {
        Config udp = media.getConfig("udp");
        Config tcp = media.getConfig("tcp");
        Config timeouts = media.getConfig("timeouts");
        return new MediaConfig(
                media.getInt("loops"),
                new Udp(
                        udp.getInt("first-port"),
                        udp.getInt("announced-port"),
                        readWord(media, "udp.adapter", UdpAdapter.class),
                        udp.getConfigList("interfaces").stream()
                                .map(MediaConfig::readInterface)
                                .toList(),
                        udp.getBoolean("loopback")),
                new Tcp(
                        tcp.getBoolean("enabled"),
                        tcp.getInt("first-port"),
                        tcp.getInt("connections"),
                        tcp.getDuration("first-check"),
                        tcp.getDuration("idle")),
                readWord(media, "srtp.library", SrtpLibrary.class),
                new Timeouts(
                        timeouts.getDuration("handshake"),
                        timeouts.getDuration("interrupted"),
                        timeouts.getDuration("failed")),
                new Limits(media.getInt("limits.participants-per-room"), media.getInt("limits.participants")),
                new Debug(media.getDouble("debug.loss"), media.getLong("debug.seed")));
    }

    /** The constant of which the value is the name in small letters. */
    private static <E extends Enum<E>> E readWord(Config media, String key, Class<E> type) {
        List<E> choices = List.of(type.getEnumConstants());
        List<String> words = choices.stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        int choice = words.indexOf(media.getString(key));
        require(choice >= 0, "media.%s must be one of %s".formatted(key, String.join(", ", words)));
        return choices.get(choice);
    }

    private static Interface readInterface(Config each) {
        String address = each.getString("address");
        return new Interface(address, each.hasPath("announced") ? each.getString("announced") : address);
    }
}
