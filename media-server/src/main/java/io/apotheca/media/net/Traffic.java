// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

/** What went through a loop's ports, whoever sent it and whatever became of it. Owned by its MediaLoop. */
public final class Traffic {
    /** One way of one protocol; bytes are those within datagrams, and within frames of TCP. */
    public static final class Flow {
        private long datagrams;
        private long bytes;

        void count(int length) {
            datagrams++;
            bytes += length;
        }

        public long datagrams() {
            return datagrams;
        }

        public long bytes() {
            return bytes;
        }
    }

    final Flow udpIn = new Flow();
    final Flow udpOut = new Flow();
    final Flow tcpIn = new Flow();
    final Flow tcpOut = new Flow();

    public Flow udpIn() {
        return udpIn;
    }

    public Flow udpOut() {
        return udpOut;
    }

    public Flow tcpIn() {
        return tcpIn;
    }

    public Flow tcpOut() {
        return tcpOut;
    }
}
