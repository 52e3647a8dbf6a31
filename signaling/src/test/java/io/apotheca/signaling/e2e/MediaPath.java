// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.util.List;
import java.util.Locale;

/** By what the servers of a run of the end-to-end tests move media. The system property {@code apotheca.media} names it. */
enum MediaPath {
    /** What is quickest where the tests run: Linux with libcrypto. */
    FAST("", "UDP by recvmmsg and sendmmsg", "SRTP by libcrypto"),
    /** What works everywhere. */
    PORTABLE(
            "media { udp.adapter = portable, srtp.library = java }\n",
            "UDP by the Java runtime's channels",
            "SRTP by the Java runtime's ciphers");

    static final MediaPath ASKED_FOR =
            valueOf(System.getProperty("apotheca.media", "fast").toUpperCase(Locale.ROOT));

    private final String configuration;
    private final String udp;
    private final String srtp;

    MediaPath(String configuration, String udp, String srtp) {
        this.configuration = configuration;
        this.udp = udp;
        this.srtp = srtp;
    }

    String configuration() {
        return configuration;
    }

    /** What the log says of it. */
    List<String> logged() {
        return List.of(udp, srtp);
    }
}
