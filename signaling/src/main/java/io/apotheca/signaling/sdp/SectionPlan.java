// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.SendSection;
import io.apotheca.media.control.v1.SlotSection;
import java.util.List;

/** What becomes of one m-line of the offer. */
sealed interface SectionPlan {
    MediaDescription offered();

    /** It is answered and carries media. */
    sealed interface Accepted extends SectionPlan {
        String mid();

        /** At least one, the preferred first. */
        List<CodecParameters> codecs();

        List<ExtensionParameters> extensions();
    }

    /** The client sends. */
    record Send(MediaDescription offered, SendSection section) implements Accepted {
        @Override
        public String mid() {
            return section.getMid();
        }

        @Override
        public List<CodecParameters> codecs() {
            return section.getCodecsList();
        }

        @Override
        public List<ExtensionParameters> extensions() {
            return section.getExtensionsList();
        }
    }

    /** The client receives: one half of a slot. */
    record Receive(MediaDescription offered, SlotSection section) implements Accepted {
        @Override
        public String mid() {
            return section.getMid();
        }

        @Override
        public List<CodecParameters> codecs() {
            return section.getCodecsList();
        }

        @Override
        public List<ExtensionParameters> extensions() {
            return section.getExtensionsList();
        }
    }

    /** Nobody asked for it. */
    record Reject(MediaDescription offered) implements SectionPlan {}
}
