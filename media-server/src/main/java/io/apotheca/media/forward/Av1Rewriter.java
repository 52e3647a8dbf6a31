// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtp.codec.Av1DependencyDescriptor;

/**
 * Continues AV1's frame number over a switch of the source and tells the subscriber which decode targets it is left with
 * (RTP Payload Format For AV1, A.4). All this stands in the dependency descriptor; payloads go through unchanged. Frame
 * numbers keep their distances where frames are left out, since references are told by them. Owned by its MediaLoop.
 */
final class Av1Rewriter implements CodecRewriter {
    private static final int FRAME_BITS = 16;
    private static final int MAX_ELEMENT = 255;

    private final RunningIndex frames = new RunningIndex(FRAME_BITS);
    private final byte[] written = new byte[MAX_ELEMENT + Av1DependencyDescriptor.MAX_GROWTH];

    @Override
    public void switchSource(IngressPacket first) {
        frames.release();
        if (first.hasDependencies) {
            frames.settle(first.dependencies.frameNumber());
        }
    }

    @Override
    public void leaveOut(IngressPacket packet) {
        // the numbers of frames that are left out stay unused
    }

    @Override
    public boolean rewrite(byte[] bytes, int offset, int length) {
        return true;
    }

    /**
     * Writes the packet's dependency descriptor for the subscriber into {@link #written()}; how many octets. Each frame's
     * first packet names the active decode targets where they are not all, so that none depends on one packet's arrival.
     */
    int write(IngressPacket packet, Av1Layers layers) {
        Av1DependencyDescriptor descriptor = packet.dependencies;
        int number = frames.map(descriptor.frameNumber(), FRAME_BITS);
        int targets = layers.targets();
        int active = layers.activeTargets(packet);
        boolean some = active != (int) ((1L << targets) - 1);
        if (some && descriptor.understood() && (descriptor.startOfFrame() || descriptor.tellsActiveTargets())) {
            int length = descriptor.write(written, 0, number, active, targets);
            if (length <= MAX_ELEMENT) {
                return length;
            }
        }
        return descriptor.write(written, 0, number);
    }

    byte[] written() {
        return written;
    }
}
