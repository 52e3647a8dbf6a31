// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

public final class JitsiSrtp implements SrtpSuite {
    @Override
    public SrtpProtector protector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SrtpUnprotector unprotector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        throw new UnsupportedOperationException();
    }
}
