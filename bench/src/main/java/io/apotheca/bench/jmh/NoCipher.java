// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.media.srtp.SrtpUnprotector;

/** SRTP that protects nothing, so that what is around the cipher can be measured. For the bench only. */
final class NoCipher implements SrtpSuite, SrtpProtector, SrtpUnprotector {
    @Override
    public SrtpProtector protector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        return this;
    }

    @Override
    public SrtpUnprotector unprotector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        return this;
    }

    @Override
    public int protectRtp(byte[] bytes, int offset, int length) {
        return length;
    }

    @Override
    public int protectRtcp(byte[] bytes, int offset, int length) {
        return length;
    }

    @Override
    public int unprotectRtp(byte[] bytes, int offset, int length) {
        return length;
    }

    @Override
    public int unprotectRtcp(byte[] bytes, int offset, int length) {
        return length;
    }

    @Override
    public void close() {}
}
