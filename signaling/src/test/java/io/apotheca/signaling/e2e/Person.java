// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Somebody in a test's call: the colours of the left and right half of the picture and the tone that only they send. The
 * first two are named by the demo.
 */
public enum Person {
    PHARMACIST("Dana Demo", 0xc82828, 0x2828c8, 440),
    PATIENT("Alex Demo", 0x28b43c, 0xdcc828, 700),
    GUEST("Greta Oxenstierna", 0xb428b4, 0x28c8c8, 1000);

    private final String fullName;
    private final int left;
    private final int right;
    private final int toneHz;

    Person(String fullName, int left, int right, int toneHz) {
        this.fullName = fullName;
        this.left = left;
        this.right = right;
        this.toneHz = toneHz;
    }

    public String fullName() {
        return fullName;
    }

    public int left() {
        return left;
    }

    public int right() {
        return right;
    }

    public int toneHz() {
        return toneHz;
    }

    public ObjectNode toJson() {
        return Json.object()
                .put("id", name())
                .put("left", "#%06x".formatted(left))
                .put("right", "#%06x".formatted(right))
                .put("toneHz", toneHz);
    }
}
