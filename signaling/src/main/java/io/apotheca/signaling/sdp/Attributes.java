// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The a= lines of one level by name, each name's values in their order. A flag's value is empty. */
record Attributes(Map<String, List<String>> byName) {

    boolean has(String name) {
        return byName.containsKey(name);
    }

    @Nullable
    String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    List<String> all(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
