// SPDX-License-Identifier: Apache-2.0
package io.apotheca.wrong;

import java.util.Map;

/** NullAway must refuse this: the map may not hold the key. */
final class DereferencesNull {
    private DereferencesNull() {}

    static int lengthOf(Map<String, String> names, String key) {
        return names.get(key).length();
    }
}
