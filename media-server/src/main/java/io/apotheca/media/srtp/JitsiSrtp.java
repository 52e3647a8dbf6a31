// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jitsi.srtp.crypto.Aes;

/**
 * SRTP by jitsi-srtp on the ciphers of the Java runtime: runs everywhere, and allocates about a kilobyte a packet inside
 * those ciphers. Replay protection is ours ({@link ReplayWindow}); jitsi's own check is switched off for SRTP and, where it
 * cannot be, for SRTCP, narrows our window to its 64.
 */
public final class JitsiSrtp implements SrtpSuite {
    // Kept here, for java.util.logging forgets a logger's level with the last reference to it.
    private static final Logger LIBRARY = Logger.getLogger("org.jitsi");

    static {
        LIBRARY.setLevel(Level.WARNING);
        // Else the library measures every provider at the first packet and stalls for seconds.
        Aes.setFactoryClassName("SunJCE");
    }

    @Override
    public SrtpProtector protector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        return new SourceProtector(new JitsiCiphers(true, profile, masterKey, masterSalt));
    }

    @Override
    public SrtpUnprotector unprotector(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        return new SourceUnprotector(profile, new JitsiCiphers(false, profile, masterKey, masterSalt));
    }
}
