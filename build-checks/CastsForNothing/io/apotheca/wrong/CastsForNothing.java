// SPDX-License-Identifier: Apache-2.0
package io.apotheca.wrong;

/** The compiler's own lint must refuse this, and a warning must be an error. */
final class CastsForNothing {
    private CastsForNothing() {}

    static int same(int number) {
        return (int) number;
    }
}
