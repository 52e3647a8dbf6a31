// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtp.codec.Vp9Descriptor;

/**
 * Spatial and temporal layers of VP9 (RFC 9628). Layers are left between two pictures. A spatial layer is added where a
 * layer frame refers to no other picture, which is so in key pictures; a temporal layer at a switching-up point. Lower
 * spatial layers are kept even where higher ones do not refer to them (k-SVC), so that one can step down at once. Without
 * picture ids nothing is left out.
 */
final class Vp9Layers implements LayerFilter {
    private final SelectionHistory history = new SelectionHistory();
    private int spatial;
    private int temporal;
    /** The spatial layer that the newest picture may end with, once its layers have begun. */
    private int rising;

    private boolean wantsKeyframe;

    @Override
    public void restart(IngressPacket first, int spatialWanted, int temporalWanted) {
        history.restart();
        spatial = 0;
        rising = 0;
        temporal = temporalWanted;
        wantsKeyframe = false;
    }

    @Override
    public boolean admit(IngressPacket packet, boolean newest, int spatialWanted, int temporalWanted) {
        Vp9Descriptor vp9 = packet.vp9;
        if (!vp9.hasPictureId()) {
            return true;
        }
        long picture = picture(vp9);
        if (history.isNew(picture)) {
            int before = packed();
            beginPicture(packet, spatialWanted, temporalWanted);
            history.advance(picture, before, packed());
        }
        if (newest && history.isNewest(picture) && begins(vp9)) {
            spatial++;
            history.change(packed());
        }
        return keeps(packet);
    }

    private void beginPicture(IngressPacket packet, int spatialWanted, int temporalWanted) {
        Vp9Descriptor vp9 = packet.vp9;
        spatial = Math.min(spatial, spatialWanted);
        rising = vp9.interPicture() ? spatial : spatialWanted;
        wantsKeyframe = spatialWanted > spatial && !packet.startsDecoding && vp9.interPicture();
        if (temporalWanted < temporal || packet.startsDecoding) {
            temporal = temporalWanted;
        } else if (temporalWanted > temporal && vp9.switchingUpPoint()) {
            // Encoders also mark pictures of the next layer that refer to lower layers only.
            int step = vp9.temporalLayer();
            temporal = step <= temporal ? temporalWanted : step == temporal + 1 ? step : temporal;
        }
    }

    /** Whether the packet begins the next spatial layer where it needs no other picture. */
    private boolean begins(Vp9Descriptor vp9) {
        return vp9.startOfFrame()
                && !vp9.interPicture()
                && vp9.spatialLayer() == spatial + 1
                && vp9.spatialLayer() <= rising
                && vp9.temporalLayer() <= temporal;
    }

    @Override
    public boolean keeps(IngressPacket packet) {
        Vp9Descriptor vp9 = packet.vp9;
        if (!vp9.hasPictureId()) {
            return true;
        }
        int selection = history.at(picture(vp9), packed());
        return vp9.spatialLayer() <= selection >> 3 && vp9.temporalLayer() <= (selection & 7);
    }

    @Override
    public boolean endsPicture(IngressPacket packet) {
        Vp9Descriptor vp9 = packet.vp9;
        if (!vp9.hasPictureId() || !vp9.endOfFrame()) {
            return false;
        }
        long picture = picture(vp9);
        int selected = history.at(picture, packed()) >> 3;
        return vp9.spatialLayer() == (history.isNewest(picture) ? Math.max(selected, rising) : selected);
    }

    private int packed() {
        return spatial << 3 | temporal;
    }

    private long picture(Vp9Descriptor vp9) {
        return history.unwrap(vp9.pictureId(), vp9.pictureIdBits());
    }

    @Override
    public boolean wantsKeyframe() {
        return wantsKeyframe;
    }
}
