// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.Codec;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.signaling.wire.Source;
import java.util.ArrayList;
import java.util.List;

/** Which header extensions an m-line should have, given what it is for. */
final class SectionExtensions {
    private SectionExtensions() {}

    static List<HeaderExtension> ofSource(Source source, List<CodecParameters> codecs) {
        List<HeaderExtension> wanted = new ArrayList<>(
                List.of(HeaderExtension.HEADER_EXTENSION_MID, HeaderExtension.HEADER_EXTENSION_TRANSPORT_WIDE_CC));
        switch (source) {
            case MICROPHONE -> wanted.add(HeaderExtension.HEADER_EXTENSION_AUDIO_LEVEL);
            case CAMERA, SCREEN -> {
                wanted.add(HeaderExtension.HEADER_EXTENSION_RID);
                wanted.add(HeaderExtension.HEADER_EXTENSION_REPAIRED_RID);
                // What the client sends is the first.
                if (codecs.getFirst().getCodec() == Codec.CODEC_AV1) {
                    wanted.add(HeaderExtension.HEADER_EXTENSION_DEPENDENCY_DESCRIPTOR);
                }
            }
        }
        return wanted;
    }

    /** Packets are numbered only for who reports on the numbers. */
    static List<HeaderExtension> ofSlot(MediaDescription section, List<CodecParameters> codecs) {
        List<HeaderExtension> wanted = new ArrayList<>(List.of(HeaderExtension.HEADER_EXTENSION_MID));
        if (OfferedCodecs.offersFeedback(section, codecs, OfferedCodecs.TRANSPORT_FEEDBACK)) {
            wanted.add(HeaderExtension.HEADER_EXTENSION_TRANSPORT_WIDE_CC);
        }
        if (codecs.stream().anyMatch(codec -> codec.getCodec() == Codec.CODEC_AV1)) {
            wanted.add(HeaderExtension.HEADER_EXTENSION_DEPENDENCY_DESCRIPTOR);
        }
        return wanted;
    }

    /** Whether it tells the streams of one source apart, and so is of use with simulcast alone. */
    static boolean namesStreams(ExtensionParameters extension) {
        return extension.getExtension() == HeaderExtension.HEADER_EXTENSION_RID
                || extension.getExtension() == HeaderExtension.HEADER_EXTENSION_REPAIRED_RID;
    }
}
