// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtp.codec.Av1DependencyDescriptor;
import io.apotheca.media.rtp.codec.Av1Structure;

/**
 * Decode targets of AV1 (RTP Payload Format For AV1, A.4): frames of one decode target are kept. Another one begins at a
 * frame that has a switch indication for it and refers only to frames that were forwarded. Without dependency
 * descriptors, or for a subscriber that has not negotiated them, nothing is left out.
 */
final class Av1Layers implements LayerFilter {
    private static final int NO_TARGET = -1;
    private static final int FRAME_BITS = 16;

    private final SelectionHistory history = new SelectionHistory();
    private final Av1Structure structure = new Av1Structure();
    private int target = NO_TARGET;
    private long structureFrame;
    private long pictureTimestamp;
    private int spatial;
    private int temporal;
    private int active;
    private boolean wantsKeyframe;

    @Override
    public void restart(IngressPacket first, int spatialWanted, int temporalWanted) {
        history.restart();
        structure.clear();
        structureFrame = 0;
        target = NO_TARGET;
        wantsKeyframe = false;
    }

    @Override
    public boolean admit(IngressPacket packet, boolean newest, int spatialWanted, int temporalWanted) {
        if (!packet.hasDependencies) {
            return true;
        }
        Av1DependencyDescriptor frame = packet.dependencies;
        long number = number(frame);
        int before = target;
        boolean isNew = history.isNew(number);
        if (frame.hasStructure() && number > structureFrame) {
            structure.copyFrom(packet.fresh());
            structureFrame = number;
        }
        // The first packet of a key frame may come late: frames since were not understood, and all of them were kept.
        boolean late = frame.hasStructure() && history.at(number, before) == NO_TARGET;
        boolean understood = frame.understood() && structure.targets() > 0;
        if (understood && (isNew || late)) {
            target = frame.hasStructure() ? NO_TARGET : target;
            beginPicture(packet, spatialWanted, temporalWanted);
            choose(frame, number);
        }
        if (isNew) {
            history.advance(number, before, understood ? target : NO_TARGET);
        }
        boolean keeps = keeps(packet);
        if (keeps) {
            history.markForwarded(number);
        }
        return keeps;
    }

    /** What is wanted changes between two pictures, so that one does not go on behind its marker. */
    private void beginPicture(IngressPacket packet, int spatialWanted, int temporalWanted) {
        if (target == NO_TARGET || packet.rtp.timestamp() != pictureTimestamp) {
            pictureTimestamp = packet.rtp.timestamp();
            spatial = spatialWanted;
            temporal = temporalWanted;
        }
    }

    private void choose(Av1DependencyDescriptor frame, long number) {
        if (frame.tellsActiveTargets()) {
            active = frame.activeTargets();
        }
        int wanted = structure.best(structure.targetsUpTo(spatial, temporal, active));
        if (wanted < 0) {
            wanted = lowest();
        }
        boolean begins = frame.indication(wanted) == Av1DependencyDescriptor.SWITCH && decodable(frame, number);
        if (target == NO_TARGET || begins) {
            target = wanted;
        }
        boolean otherPicture = structure.targetSpatial(wanted) != structure.targetSpatial(target);
        wantsKeyframe = otherPicture && frame.differenceCount() > 0;
    }

    private int lowest() {
        int target = structure.best(structure.targetsUpTo(0, 0, -1));
        return target < 0 ? structure.targets() - 1 : target;
    }

    private boolean decodable(Av1DependencyDescriptor frame, long number) {
        for (int i = 0; i < frame.differenceCount(); i++) {
            if (!history.wasForwarded(number - frame.difference(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean keeps(IngressPacket packet) {
        if (!packet.hasDependencies) {
            return true;
        }
        Av1DependencyDescriptor frame = packet.dependencies;
        long number = number(frame);
        int selected = history.at(number, target);
        if (selected < 0) {
            return true;
        }
        if (frame.understood() && selected < structure.targets()) {
            return frame.indication(selected) != Av1DependencyDescriptor.NOT_PRESENT;
        }
        // A packet of before a new structure: nothing is known of its frame but whether others of it were forwarded.
        return history.wasForwarded(number);
    }

    @Override
    public boolean endsPicture(IngressPacket packet) {
        int selected = selected(packet);
        return selected >= 0
                && packet.dependencies.endOfFrame()
                && packet.dependencies.spatialLayer() == structure.targetSpatial(selected);
    }

    /** The decode target that was selected at the packet's frame, or -1 where everything is kept. */
    private int selected(IngressPacket packet) {
        if (!packet.hasDependencies || !packet.dependencies.understood()) {
            return NO_TARGET;
        }
        int selected = history.at(number(packet.dependencies), target);
        return selected < structure.targets() ? selected : NO_TARGET;
    }

    /**
     * The decode targets that the subscriber is left with at the packet's frame, the n-th as bit n; all of them where
     * everything is kept.
     */
    int activeTargets(IngressPacket packet) {
        int selected = selected(packet);
        return selected < 0
                ? active
                : structure.targetsUpTo(structure.targetSpatial(selected), structure.targetTemporal(selected), active);
    }

    /** How many decode targets the structure has. */
    int targets() {
        return structure.targets();
    }

    private long number(Av1DependencyDescriptor frame) {
        return history.unwrap(frame.frameNumber(), FRAME_BITS);
    }

    @Override
    public boolean wantsKeyframe() {
        return wantsKeyframe;
    }
}
