// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

/** Sealing by Tink and the Java runtime's ciphers. Java's heap keeps copies of keys that nobody can wipe. */
public record TinkSealing() implements Sealing {
    @Override
    public DataKey newDataKey() {
        return new TinkDataKey();
    }

    @Override
    public boolean leavesNoKeys() {
        return false;
    }
}
