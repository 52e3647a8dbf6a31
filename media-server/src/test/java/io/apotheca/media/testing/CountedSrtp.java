// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.media.srtp.SrtpUnprotector;

/** A library whose open sessions are counted, a direction each. */
public final class CountedSrtp implements SrtpSuite {
    private final SrtpSuite suite;
    private int opened;
    private int closed;

    public CountedSrtp(SrtpSuite suite) {
        this.suite = suite;
    }

    public int opened() {
        return opened;
    }

    public int closed() {
        return closed;
    }

    @Override
    public SrtpProtector protector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        opened++;
        return new Protector(suite.protector(profile, masterKey, masterSalt));
    }

    @Override
    public SrtpUnprotector unprotector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        opened++;
        return new Unprotector(suite.unprotector(profile, masterKey, masterSalt));
    }

    private final class Protector implements SrtpProtector {
        private final SrtpProtector real;

        Protector(SrtpProtector real) {
            this.real = real;
        }

        @Override
        public int protectRtp(byte[] bytes, int offset, int length) {
            return real.protectRtp(bytes, offset, length);
        }

        @Override
        public int protectRtcp(byte[] bytes, int offset, int length) {
            return real.protectRtcp(bytes, offset, length);
        }

        @Override
        public void close() {
            real.close();
            closed++;
        }
    }

    private final class Unprotector implements SrtpUnprotector {
        private final SrtpUnprotector real;

        Unprotector(SrtpUnprotector real) {
            this.real = real;
        }

        @Override
        public int unprotectRtp(byte[] bytes, int offset, int length) {
            return real.unprotectRtp(bytes, offset, length);
        }

        @Override
        public int unprotectRtcp(byte[] bytes, int offset, int length) {
            return real.unprotectRtcp(bytes, offset, length);
        }

        @Override
        public void close() {
            real.close();
            closed++;
        }
    }
}
