// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import io.apotheca.media.libcrypto.Libcrypto;

/** Sealing by OpenSSL's libcrypto. Keys lie in native memory alone, which is wiped when they are closed. */
public record LibcryptoSealing() implements Sealing {
    /** Fails with {@link IllegalStateException} where there is a {@link #problem}. */
    public LibcryptoSealing {
        if (!problem().isEmpty()) {
            throw new IllegalStateException("libcrypto: " + problem());
        }
    }

    /** Why libcrypto cannot be used here; empty when it can. */
    public static String problem() {
        return Libcrypto.LIBRARY.problem();
    }

    @Override
    public DataKey newDataKey() {
        return new LibcryptoDataKey();
    }

    @Override
    public boolean leavesNoKeys() {
        return true;
    }
}
