// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Whether a person sees what is printed. */
public final class Terminal {
    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // it is null again where the JDK's own console provider is the default
    public static boolean interactive() {
        @Nullable Console console = System.console();
        return console != null && console.isTerminal();
    }
}
