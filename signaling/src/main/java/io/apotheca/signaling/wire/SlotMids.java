// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import org.jspecify.annotations.Nullable;

/** The m-lines of one slot: a person's slot has audio and video, a screen's slot has video only. */
public record SlotMids(@Nullable String audio, String video, boolean screen) {
    public SlotMids {
        video = Limits.mid("video", video);
        if (screen && audio != null) {
            throw new InvalidFieldException("audio", "must not be in a slot for a screen");
        }
        if (!screen) {
            audio = Limits.mid("audio", audio);
        }
    }

    public static SlotMids person(String audio, String video) {
        return new SlotMids(audio, video, false);
    }

    public static SlotMids screen(String video) {
        return new SlotMids(null, video, true);
    }
}
