// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

/** Whether a person sees what is printed. */
final class Terminal {
    private Terminal() {}

    static boolean interactive() {
        return System.console().isTerminal();
    }
}
