// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import java.security.SecureRandom;

public final class DtlsIdentity {
    private final Fingerprint fingerprint;

    private DtlsIdentity(Fingerprint fingerprint) {
        this.fingerprint = fingerprint;
    }

    public static DtlsIdentity generate(SecureRandom random) {
        return new DtlsIdentity(Fingerprint.of("sha-256", random.generateSeed(1)));
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }
}
