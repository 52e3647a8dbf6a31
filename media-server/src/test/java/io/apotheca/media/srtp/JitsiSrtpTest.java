// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

class JitsiSrtpTest extends SrtpContract {
    JitsiSrtpTest() {
        super(new JitsiSrtp());
    }
}
