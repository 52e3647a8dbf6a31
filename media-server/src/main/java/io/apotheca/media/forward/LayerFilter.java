// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * Which layers of one stream a subscriber gets. All packets of a frame meet the same decision, whenever they come, and
 * what is kept is decodable: layers are added only where the codec allows it. Owned by its {@link OutboundTrack}.
 */
sealed interface LayerFilter permits AllLayers, Vp8Layers, Vp9Layers, Av1Layers {
    /** Wants every layer there is. */
    int ALL = LayerRates.LAYERS - 1;

    /** The stream begins, or begins again after a switch, with this packet, the first of a key frame. */
    void restart(IngressPacket first, int spatialWanted, int temporalWanted);

    /**
     * Whether to forward the packet.
     *
     * @param newest whether its sequence number is higher than all before: only then nothing of its frame was left out
     */
    boolean admit(IngressPacket packet, boolean newest, int spatialWanted, int temporalWanted);

    /** Whether the packet is of a kept layer, by what was decided for its frame. */
    boolean keeps(IngressPacket packet);

    /** Whether the packet is the last one kept of its picture, so that it has to carry the marker. */
    boolean endsPicture(IngressPacket packet);

    /** Whether the layer wanted can only begin with a key frame; good after each {@link #admit}. */
    boolean wantsKeyframe();
}
