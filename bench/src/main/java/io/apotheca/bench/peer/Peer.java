// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import io.apotheca.bench.load.Sfu;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Predicate;

/** Somebody else's SFU that the bench knows how to install, start and join. Another one is another constant. */
public enum Peer {
    /** Debian's Janus with its video room. */
    JANUS {
        @Override
        public Sfu start(Setup setup) throws IOException, InterruptedException {
            return Janus.start(JanusInstallation.findOrInstall(setup.agrees(), setup.says()), setup.threads());
        }
    };

    /**
     * How it is started.
     *
     * @param threads that move media; 0 leaves that to the peer
     * @param agrees answers a question of yes or no, such as whether to install something
     * @param says what takes its time
     */
    public record Setup(int threads, Predicate<String> agrees, PrintWriter says) {}

    /**
     * Installs it where it is missing, and starts one of its own, which ends with what is returned.
     *
     * @throws IOException where that does not work; the message is for people
     */
    public abstract Sfu start(Setup setup) throws IOException, InterruptedException;
}
