// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.transport.HeaderExtensions;

/** What every virtual peer has negotiated: payload types, header extension ids and mids. */
public final class Negotiated {
    public static final int AUDIO_LEVEL = 1;
    public static final int TRANSPORT_WIDE_CC = 3;
    public static final int MID = 4;
    public static final int RID = 5;
    public static final int REPAIRED_RID = 6;
    public static final HeaderExtensions EXTENSIONS =
            new HeaderExtensions(MID, RID, REPAIRED_RID, TRANSPORT_WIDE_CC, AUDIO_LEVEL);
    public static final Encoding OPUS = new Encoding(Codec.OPUS, 111, Encoding.NONE);
    /** With which slots also take packets that carry earlier ones. */
    public static final Encoding OPUS_WITH_RED = new Encoding(Codec.OPUS, 0, 111, Encoding.NONE, 63);

    public static final Encoding VP8 = new Encoding(Codec.VP8, 96, 97);
    public static final String MICROPHONE_MID = "m";
    public static final String CAMERA_MID = "c";
    public static final String SCREEN_MID = "s";

    private Negotiated() {}
}
