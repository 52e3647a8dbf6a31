// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/** For codecs whose packets tell nothing of layers: everything is forwarded. */
final class AllLayers implements LayerFilter {
    @Override
    public void restart(IngressPacket first, int spatialWanted, int temporalWanted) {
        // nothing is chosen
    }

    @Override
    public boolean admit(IngressPacket packet, boolean newest, int spatialWanted, int temporalWanted) {
        return true;
    }

    @Override
    public boolean keeps(IngressPacket packet) {
        return true;
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
