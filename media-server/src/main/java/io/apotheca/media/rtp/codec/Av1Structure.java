// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

/**
 * The template dependency structure of one AV1 stream (RTP Payload Format For AV1, A.8.1): which kinds of frames there are
 * and for which decode targets each is present. Comes with a key frame and is good until the next one. Bounded by the
 * field widths, and by {@link #MAX_DIFFERENCES} references a frame, one more than an AV1 frame can have. Owned by one loop.
 */
public final class Av1Structure {
    static final int MAX_TEMPLATES = 64;
    static final int MAX_TARGETS = 32;
    static final int MAX_CHAINS = 32;
    static final int MAX_DIFFERENCES = 8;
    private static final int MAX_LAYERS = 8;
    private static final int NEXT_TEMPORAL = 1;
    private static final int NEXT_SPATIAL = 2;
    private static final int NO_MORE = 3;

    private static final byte[] NONE = {};

    private final byte[] spatial = new byte[MAX_TEMPLATES];
    private final byte[] temporal = new byte[MAX_TEMPLATES];
    private byte[] indications = NONE;
    private byte[] differences = NONE;
    private final byte[] differenceCounts = new byte[MAX_TEMPLATES];
    private byte[] chainDifferences = NONE;
    private final byte[] protectedBy = new byte[MAX_TARGETS];
    private final byte[] targetSpatial = new byte[MAX_TARGETS];
    private final byte[] targetTemporal = new byte[MAX_TARGETS];
    private final int[] widths = new int[MAX_LAYERS];
    private final int[] heights = new int[MAX_LAYERS];
    private int idOffset;
    private int templates;
    private int targets;
    private int chains;
    private boolean resolutions;

    /** Reads a structure; false if it goes beyond the bounds. What is here then means nothing. */
    boolean read(BitReader bits) {
        makeRoom();
        idOffset = bits.read(6);
        targets = bits.read(5) + 1;
        if (!readLayers(bits)) {
            return forget();
        }
        for (int template = 0; template < templates; template++) {
            for (int target = 0; target < targets; target++) {
                indications[template * MAX_TARGETS + target] = (byte) bits.read(2);
            }
        }
        if (!readDifferences(bits)) {
            return forget();
        }
        readChains(bits);
        findTargetLayers();
        resolutions = bits.flag();
        for (int layer = 0; resolutions && layer <= spatial[templates - 1]; layer++) {
            widths[layer] = bits.read(16) + 1;
            heights[layer] = bits.read(16) + 1;
        }
        return !bits.overrun() || forget();
    }

    /** The large tables are made when there is something for them: most streams are not AV1's. */
    private void makeRoom() {
        if (indications.length == 0) {
            indications = new byte[MAX_TEMPLATES * MAX_TARGETS];
            differences = new byte[MAX_TEMPLATES * MAX_DIFFERENCES];
            chainDifferences = new byte[MAX_TEMPLATES * MAX_CHAINS];
        }
    }

    private boolean forget() {
        templates = 0;
        targets = 0;
        chains = 0;
        return false;
    }

    private boolean readLayers(BitReader bits) {
        int spatialId = 0;
        int temporalId = 0;
        int next;
        templates = 0;
        do {
            if (templates == MAX_TEMPLATES || spatialId == MAX_LAYERS || temporalId == MAX_LAYERS) {
                return false;
            }
            spatial[templates] = (byte) spatialId;
            temporal[templates++] = (byte) temporalId;
            next = bits.read(2);
            if (next == NEXT_TEMPORAL) {
                temporalId++;
            } else if (next == NEXT_SPATIAL) {
                temporalId = 0;
                spatialId++;
            }
        } while (next != NO_MORE);
        return true;
    }

    private boolean readDifferences(BitReader bits) {
        for (int template = 0; template < templates; template++) {
            int count = 0;
            while (bits.flag()) {
                if (count == MAX_DIFFERENCES) {
                    return false;
                }
                differences[template * MAX_DIFFERENCES + count++] = (byte) (bits.read(4) + 1);
            }
            differenceCounts[template] = (byte) count;
        }
        return true;
    }

    private void readChains(BitReader bits) {
        chains = bits.readBelow(targets + 1);
        for (int target = 0; chains > 0 && target < targets; target++) {
            protectedBy[target] = (byte) bits.readBelow(chains);
        }
        for (int template = 0; template < templates; template++) {
            for (int chain = 0; chain < chains; chain++) {
                chainDifferences[template * MAX_CHAINS + chain] = (byte) bits.read(4);
            }
        }
    }

    /** A decode target's layers are the highest of those of the frames it needs. */
    private void findTargetLayers() {
        for (int target = 0; target < targets; target++) {
            int highestSpatial = 0;
            int highestTemporal = 0;
            for (int template = 0; template < templates; template++) {
                if (indication(template, target) != Av1DependencyDescriptor.NOT_PRESENT) {
                    highestSpatial = Math.max(highestSpatial, spatial[template]);
                    highestTemporal = Math.max(highestTemporal, temporal[template]);
                }
            }
            targetSpatial[target] = (byte) highestSpatial;
            targetTemporal[target] = (byte) highestTemporal;
        }
    }

    /** Becomes the same as another. */
    public void copyFrom(Av1Structure other) {
        idOffset = other.idOffset;
        templates = other.templates;
        targets = other.targets;
        chains = other.chains;
        resolutions = other.resolutions;
        if (templates > 0) {
            makeRoom();
        }
        System.arraycopy(other.spatial, 0, spatial, 0, templates);
        System.arraycopy(other.temporal, 0, temporal, 0, templates);
        System.arraycopy(other.indications, 0, indications, 0, templates * MAX_TARGETS);
        System.arraycopy(other.differences, 0, differences, 0, templates * MAX_DIFFERENCES);
        System.arraycopy(other.differenceCounts, 0, differenceCounts, 0, templates);
        System.arraycopy(other.chainDifferences, 0, chainDifferences, 0, templates * MAX_CHAINS);
        System.arraycopy(other.protectedBy, 0, protectedBy, 0, targets);
        System.arraycopy(other.targetSpatial, 0, targetSpatial, 0, targets);
        System.arraycopy(other.targetTemporal, 0, targetTemporal, 0, targets);
        System.arraycopy(other.widths, 0, widths, 0, MAX_LAYERS);
        System.arraycopy(other.heights, 0, heights, 0, MAX_LAYERS);
    }

    /** Forgets the structure: no frame can be understood until another comes. */
    public void clear() {
        forget();
    }

    /** The index of a template by the id in a descriptor, or -1 when this structure has none of that id. */
    int template(int id) {
        int index = id - idOffset & MAX_TEMPLATES - 1;
        return index < templates ? index : -1;
    }

    int spatial(int template) {
        return spatial[template];
    }

    int temporal(int template) {
        return temporal[template];
    }

    int indication(int template, int target) {
        return indications[template * MAX_TARGETS + target];
    }

    int differenceCount(int template) {
        return differenceCounts[template];
    }

    int difference(int template, int index) {
        return differences[template * MAX_DIFFERENCES + index];
    }

    int chainDifference(int template, int chain) {
        return chainDifferences[template * MAX_CHAINS + chain];
    }

    /** How many decode targets there are, 32 at most; 0 before a structure is known. */
    public int targets() {
        return targets;
    }

    public int chains() {
        return chains;
    }

    /** The chain that protects a decode target; only where there are {@link #chains}. */
    public int protectedBy(int target) {
        return protectedBy[target];
    }

    public int targetSpatial(int target) {
        return targetSpatial[target];
    }

    public int targetTemporal(int target) {
        return targetTemporal[target];
    }

    /** Picture height of a spatial layer in pixels, or 0 where it is not told. */
    public int height(int spatialLayer) {
        return resolutions ? heights[spatialLayer] : 0;
    }

    /** Picture width of a spatial layer in pixels, or 0 where it is not told. */
    public int width(int spatialLayer) {
        return resolutions ? widths[spatialLayer] : 0;
    }

    /** A set of decode targets, the n-th as bit n: those of {@code among} that need no layer above these. */
    public int targetsUpTo(int spatialLayer, int temporalLayer, int among) {
        int set = 0;
        for (int target = 0; target < targets; target++) {
            if (targetSpatial[target] <= spatialLayer && targetTemporal[target] <= temporalLayer) {
                set |= 1 << target;
            }
        }
        return set & among;
    }

    /**
     * The best decode target of a set: of the highest spatial layer, and of those the highest temporal; -1 when it is
     * empty.
     */
    public int best(int set) {
        int best = -1;
        int bestRank = -1;
        for (int target = 0; target < targets; target++) {
            int rank = targetSpatial[target] * MAX_LAYERS + targetTemporal[target];
            if ((set >> target & 1) != 0 && rank > bestRank) {
                best = target;
                bestRank = rank;
            }
        }
        return best;
    }
}
