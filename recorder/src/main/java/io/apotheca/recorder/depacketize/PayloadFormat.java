// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

/** One codec's way to lay frames into RTP payloads. Keeps at most one payload in view, and nothing of a finished frame. */
sealed interface PayloadFormat permits Vp8Payloads, Vp9Payloads, H264Payloads, Av1Payloads {
    /** Views a payload of one byte or more; false if it is none of this format. */
    boolean wrap(byte[] bytes, int offset, int length);

    /** Whether the payload in view can be a frame's first. */
    boolean startsFrame();

    /** Whether the payload in view shows that its frame is a key frame; never needs what end-to-end encryption hides. */
    boolean key();

    /** Puts what the payload in view holds at the frame's end; false if it contradicts what came before, or is too much. */
    boolean append(FrameBuffer frame);

    /** The frame's last payload was appended: completes its form; false if something is missing after all. */
    boolean complete(FrameBuffer frame);

    /** Another frame begins; what is left of one that was not completed is forgotten. */
    void reset();

    /** What the frame just completed says of its layer. */
    Layering layering();
}
