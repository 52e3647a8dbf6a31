// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.media.srtp.LibcryptoSrtp;
import io.apotheca.media.srtp.SrtpProfile;
import java.util.function.Supplier;

/**
 * One step of a packet's path, done once by each run of what {@link #begin} makes, and how much it may allocate:
 * nothing, but for the ciphers of the Java runtime, which nobody outside can help. They are held to less than twice what they
 * take today.
 */
public enum Step {
    PARSE("RTP header and extensions", Step.NOTHING, RtpParsing::new),
    PROTECT_GCM(
            "protect, AEAD_AES_128_GCM",
            Step.NOTHING,
            () -> new Protecting(new LibcryptoSrtp(), SrtpProfile.AEAD_AES_128_GCM)),
    PROTECT_CM(
            "protect, AES128_CM_HMAC_SHA1_80",
            Step.NOTHING,
            () -> new Protecting(new LibcryptoSrtp(), SrtpProfile.AES128_CM_HMAC_SHA1_80)),
    OPEN_GCM(
            "protect and unprotect, AEAD_AES_128_GCM",
            Step.NOTHING,
            () -> new Opening(new LibcryptoSrtp(), SrtpProfile.AEAD_AES_128_GCM)),
    OPEN_CM(
            "protect and unprotect, AES128_CM_HMAC_SHA1_80",
            Step.NOTHING,
            () -> new Opening(new LibcryptoSrtp(), SrtpProfile.AES128_CM_HMAC_SHA1_80)),
    PROTECT_GCM_JAVA(
            "protect, AEAD_AES_128_GCM, Java's cipher",
            Step.CIPHER,
            () -> new Protecting(new JitsiSrtp(), SrtpProfile.AEAD_AES_128_GCM)),
    PROTECT_CM_JAVA(
            "protect, AES128_CM_HMAC_SHA1_80, Java's cipher",
            Step.CIPHER,
            () -> new Protecting(new JitsiSrtp(), SrtpProfile.AES128_CM_HMAC_SHA1_80)),
    OPEN_GCM_JAVA(
            "protect and unprotect, AEAD_AES_128_GCM, Java's cipher",
            2 * Step.CIPHER,
            () -> new Opening(new JitsiSrtp(), SrtpProfile.AEAD_AES_128_GCM)),
    OPEN_CM_JAVA(
            "protect and unprotect, AES128_CM_HMAC_SHA1_80, Java's cipher",
            2 * Step.CIPHER,
            () -> new Opening(new JitsiSrtp(), SrtpProfile.AES128_CM_HMAC_SHA1_80)),
    ARRIVE("transport-wide arrival", Step.NOTHING, Arriving::new),
    RECEIVE("inbound stream that nobody watches, VP8", Step.NOTHING, () -> new Forwarding(Codec.VP8, 0)),
    FORWARD_OPUS("to 1 outbound track, Opus", Step.NOTHING, () -> new Forwarding(Codec.OPUS, 1)),
    FORWARD_VP8("to 1 outbound track, VP8", Step.NOTHING, () -> new Forwarding(Codec.VP8, 1)),
    FORWARD_VP9("to 1 outbound track, VP9", Step.NOTHING, () -> new Forwarding(Codec.VP9, 1)),
    FORWARD_H264("to 1 outbound track, H.264", Step.NOTHING, () -> new Forwarding(Codec.H264, 1)),
    FORWARD_AV1("to 1 outbound track, AV1", Step.NOTHING, () -> new Forwarding(Codec.AV1, 1)),
    FAN_OUT("to 10 outbound tracks, VP8", Step.NOTHING, () -> new Forwarding(Codec.VP8, 10)),
    ESTIMATE("estimator and pacer, a packet sent", Step.NOTHING, Estimating::new),
    FEEDBACK("estimator, feedback on 10 packets", Step.FEEDBACK_BYTES, Feedback::new),
    RELAY_AUDIO(
            "whole path 1 to 1 but the cipher, Opus", Step.NOTHING, () -> new Relaying(new NoCipher(), Codec.OPUS, 1)),
    RELAY("whole path 1 to 1 but the cipher, VP8", Step.NOTHING, () -> new Relaying(new NoCipher(), Codec.VP8, 1)),
    RELAY_10(
            "whole path 1 to 10 but the cipher, VP8",
            10 * Step.NOTHING,
            () -> new Relaying(new NoCipher(), Codec.VP8, 10)),
    RELAY_GCM(
            "publisher and whole path 1 to 1, VP8",
            Step.NOTHING,
            () -> new Relaying(new LibcryptoSrtp(), Codec.VP8, 1)),
    RELAY_10_GCM(
            "publisher and whole path 1 to 10, VP8",
            10 * Step.NOTHING,
            () -> new Relaying(new LibcryptoSrtp(), Codec.VP8, 10)),
    RELAY_50_GCM(
            "publisher and whole path 1 to 50, VP8",
            50 * Step.NOTHING,
            () -> new Relaying(new LibcryptoSrtp(), Codec.VP8, 50)),
    RELAY_10_GCM_JAVA(
            "publisher and whole path 1 to 10, VP8, Java's cipher",
            12 * Step.CIPHER,
            () -> new Relaying(new JitsiSrtp(), Codec.VP8, 10));

    /**
     * A packet. The least object takes 16 bytes, so this is one in sixteen packets; what is below is the measurement's own.
     */
    private static final double NOTHING = 1;

    /** What a cipher of the Java runtime makes for one packet. */
    private static final double CIPHER = 2_048;

    /** The receiver's feedback, which is part of the step: a record and its array, 96 bytes. The estimator makes nothing of it. */
    private static final double FEEDBACK_BYTES = 96 + NOTHING;

    private final String title;
    private final double mostBytes;

    @SuppressWarnings("ImmutableEnumChecker") // each makes something new and keeps nothing
    private final Supplier<Runnable> begin;

    Step(String title, double mostBytes, Supplier<Runnable> begin) {
        this.title = title;
        this.mostBytes = mostBytes;
        this.begin = begin;
    }

    public String title() {
        return title;
    }

    /** What one run may allocate at most. */
    public double mostBytes() {
        return mostBytes;
    }

    /** Everything that the step needs; each run is one packet, with a number of its own. */
    public Runnable begin() {
        return begin.get();
    }
}
