// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

class TinkSealingTest extends SealingContract {
    TinkSealingTest() {
        super(new TinkSealing());
    }
}
