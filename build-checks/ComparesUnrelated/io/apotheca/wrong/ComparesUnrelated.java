// SPDX-License-Identifier: Apache-2.0
package io.apotheca.wrong;

import java.util.List;

/** Error Prone must refuse this: a list of numbers never contains a string. */
final class ComparesUnrelated {
    private ComparesUnrelated() {}

    static boolean has(List<Integer> numbers, String word) {
        return numbers.contains(word);
    }
}
