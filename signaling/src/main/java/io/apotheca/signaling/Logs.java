// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.nio.file.Path;

/** Chooses the log's form. To be called before anything logs: Logback reads its file once. */
final class Logs {
    private static final String CONFIGURATION = "logback.configurationFile";

    private Logs() {}

    /** JSON lines on standard error. */
    static void json() {
        System.setProperty(CONFIGURATION, "logback-serve.xml");
    }

    /** Plain lines in a file, warnings on standard error too. */
    static void plain(Path file) {
        System.setProperty("apotheca.log", file.toString());
        System.setProperty(CONFIGURATION, "logback-demo.xml");
    }
}
