// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import org.jspecify.annotations.Nullable;

/** {@link SlotMids} on the wire, where "screen" stands only if it is true. */
record SlotMidsForm(
        @Nullable String audio,
        @Nullable String video,
        @Nullable Boolean screen) {

    @JsonSerialize(converter = ToForm.class)
    @JsonDeserialize(converter = FromForm.class)
    interface Mixin {}

    static final class ToForm extends StdConverter<SlotMids, SlotMidsForm> {
        @Override
        public SlotMidsForm convert(SlotMids slot) {
            return new SlotMidsForm(slot.audio(), slot.video(), slot.screen() ? Boolean.TRUE : null);
        }
    }

    static final class FromForm extends StdConverter<SlotMidsForm, SlotMids> {
        @Override
        public SlotMids convert(SlotMidsForm form) {
            return new SlotMids(
                    form.audio(), Limits.present("video", form.video()), Boolean.TRUE.equals(form.screen()));
        }
    }
}
