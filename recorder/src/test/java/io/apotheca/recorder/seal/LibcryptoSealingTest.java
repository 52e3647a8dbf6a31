// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

class LibcryptoSealingTest extends SealingContract {
    LibcryptoSealingTest() {
        super(new LibcryptoSealing());
    }
}
