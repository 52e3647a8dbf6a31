// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

/** Takes frames in the order in which they are decoded. */
@FunctionalInterface
public interface FrameSink {
    void frame(EncodedFrame frame);
}
