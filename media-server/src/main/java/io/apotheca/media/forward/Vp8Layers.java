// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtp.codec.Vp8Descriptor;

/**
 * Temporal layers of VP8 (RFC 7741). A layer is left at any frame, and added at a frame of the next layer that refers to
 * the base layer only (Y), or at a key frame. Without picture ids nothing is left out.
 */
final class Vp8Layers implements LayerFilter {
    private final SelectionHistory history = new SelectionHistory();
    private int temporal;

    @Override
    public void restart(IngressPacket first, int spatialWanted, int temporalWanted) {
        history.restart();
        temporal = temporalWanted;
    }

    @Override
    public boolean admit(IngressPacket packet, boolean newest, int spatialWanted, int temporalWanted) {
        Vp8Descriptor vp8 = packet.vp8;
        if (!vp8.hasPictureId()) {
            return true;
        }
        long frame = frame(vp8);
        if (history.isNew(frame)) {
            int before = temporal;
            boolean stepsUp = vp8.layerSync() && vp8.temporalLayer() == temporal + 1;
            if (temporalWanted < temporal || packet.startsDecoding) {
                temporal = temporalWanted;
            } else if (temporalWanted > temporal && stepsUp) {
                temporal++;
            }
            history.advance(frame, before, temporal);
        }
        return keeps(packet);
    }

    @Override
    public boolean keeps(IngressPacket packet) {
        Vp8Descriptor vp8 = packet.vp8;
        return !vp8.hasPictureId() || vp8.temporalLayer() <= history.at(frame(vp8), temporal);
    }

    private long frame(Vp8Descriptor vp8) {
        return history.unwrap(vp8.pictureId(), vp8.pictureIdBits());
    }

    @Override
    public boolean endsPicture(IngressPacket packet) {
        return false;
    }

    @Override
    public boolean wantsKeyframe() {
        return false;
    }
}
