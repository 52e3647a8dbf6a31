// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.peer.Comparison;
import io.apotheca.bench.peer.Peer;
import java.io.Console;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether ours is compared with somebody else's server, and how that is started. */
final class PeerOptions {
    @Option(
            names = "--peer",
            paramLabel = "NAME",
            converter = Named.class,
            description = "Compare with another SFU, by turns: janus, which is installed where it is missing.")
    private @Nullable Peer peer;

    @Option(
            names = "--peer-threads",
            paramLabel = "N",
            description =
                    "Threads that move the peer's media; 0 leaves it what it does by itself (default: one a core).")
    private @Nullable Integer threads;

    @Option(names = "--pairs", paramLabel = "N", defaultValue = "3", description = "Runs of each server (default: 3).")
    private int pairs;

    int pairs() {
        return Math.max(1, pairs);
    }

    /** What starts the peer; nothing where ours runs alone. */
    Optional<Comparison.Starter> starter(CommandLine command) {
        int own = threads == null ? Runtime.getRuntime().availableProcessors() : Math.max(0, threads);
        Peer.Setup setup = new Peer.Setup(own, PeerOptions::agrees, command.getErr());
        return Optional.ofNullable(peer).map(chosen -> () -> chosen.start(setup));
    }

    /** A peer by its name in small letters. */
    static final class Named implements ITypeConverter<Peer> {
        @Override
        public Peer convert(String value) {
            for (Peer each : Peer.values()) {
                if (each.name().equalsIgnoreCase(value)) {
                    return each;
                }
            }
            throw new TypeConversionException("is none of: "
                    + Arrays.stream(Peer.values())
                            .map(each -> each.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Whoever is not there to answer has not agreed. */
    private static boolean agrees(String question) {
        @SuppressWarnings("SystemConsoleNull") // it is null where the runtime's own console was chosen
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return false;
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.toLowerCase(Locale.ROOT).startsWith("y");
    }
}
