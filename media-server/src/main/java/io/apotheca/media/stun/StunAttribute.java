// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.stun;

/** Numbers of STUN attributes (RFC 8489, section 18.3; RFC 8445, section 20.2). Those below 0x8000 must be understood. */
final class StunAttribute {
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    static final int HEADER_LENGTH = 4;

    private StunAttribute() {}

    static boolean comprehensionRequired(int type) {
        return type < 0x8000;
    }
}
