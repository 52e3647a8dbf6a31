// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

/** Whose ciphers seal. Can be used by any thread. */
public sealed interface Sealing permits LibcryptoSealing, TinkSealing {
    /** By libcrypto where it can be used, which leaves no key in memory; else by Tink, which may. */
    static Sealing best() {
        return LibcryptoSealing.problem().isEmpty() ? new LibcryptoSealing() : new TinkSealing();
    }

    /** A new random key. */
    DataKey newDataKey();

    /** Whether nothing of a key is left in this process's memory once it is closed. */
    boolean leavesNoKeys();
}
