// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

/**
 * How often a loop went to the operating system for its datagrams. A call carries one or more messages, and a message one or more
 * datagrams, so with {@link Traffic} this tells how much is done in one go. Owned by its MediaLoop.
 */
public final class Trips {
    private long callsIn;
    private long messagesIn;
    private long callsOut;
    private long messagesOut;
    private long runsRefused;

    void countIn(int messages) {
        callsIn++;
        messagesIn += messages;
    }

    void countOut(int messages) {
        callsOut++;
        messagesOut += messages;
    }

    void countRefusedRun() {
        runsRefused++;
    }

    void add(Trips other) {
        callsIn += other.callsIn;
        messagesIn += other.messagesIn;
        callsOut += other.callsOut;
        messagesOut += other.messagesOut;
        runsRefused += other.runsRefused;
    }

    /** Calls that brought something. */
    public long callsIn() {
        return callsIn;
    }

    public long messagesIn() {
        return messagesIn;
    }

    /** Calls by which something left. */
    public long callsOut() {
        return callsOut;
    }

    public long messagesOut() {
        return messagesOut;
    }

    /** Messages of several datagrams that were not taken as such, and were sent again as single ones. */
    public long runsRefused() {
        return runsRefused;
    }
}
