// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import io.apotheca.media.buffer.Bytes;

/**
 * A view on the dependency descriptor, an RTP header extension (RTP Payload Format For AV1, appendix A): which frame the
 * packet belongs to, what the frame refers to, and which decode targets need it. All but three octets is understood only
 * with the stream's {@link Av1Structure}. Reused from packet to packet; owned by one loop.
 *
 * <pre>
 * |S|E| template id | frame number (16) |   mandatory
 * |T|A|D|F|C|                               if longer: what follows
 *   structure if T, active decode targets if A, the frame's own indications if D, differences if F, chains if C
 * </pre>
 */
public final class Av1DependencyDescriptor {
    /** The frame is not part of a decode target; the values of a decode target indication (A.2). */
    public static final int NOT_PRESENT = 0;

    public static final int DISCARDABLE = 1;
    public static final int SWITCH = 2;
    public static final int REQUIRED = 3;

    /** By how much {@link #write} may lengthen a descriptor, in octets: five flags, 32 active targets, and filling. */
    public static final int MAX_GROWTH = 5;

    private static final int MANDATORY = 3;
    private static final int MANDATORY_BITS = 24;
    private static final int FLAG_BITS = 5;
    private static final int UNKNOWN = -1;

    private final BitReader bits = new BitReader();
    private final BitWriter writer = new BitWriter();
    private final byte[] indications = new byte[Av1Structure.MAX_TARGETS];
    private final int[] differences = new int[Av1Structure.MAX_DIFFERENCES];
    private final int[] chainDifferences = new int[Av1Structure.MAX_CHAINS];
    private byte[] bytes = new byte[MANDATORY];
    private int offset;
    private int length = MANDATORY;
    private boolean hasStructure;
    private boolean hasActiveTargets;
    private boolean customIndications;
    private boolean customDifferences;
    private boolean customChains;
    private int activeTargets;
    private int template = UNKNOWN;
    private int spatialLayer;
    private int temporalLayer;
    private int differenceCount;
    private int structureEnd;
    private int targetsEnd;
    private int definitionEnd;

    /**
     * Views the data of the extension element. A structure in it is read into {@code fresh}; a descriptor without one is
     * understood by {@code known}. False if it is malformed. When neither has the template, the rest of the descriptor is
     * not {@link #understood}.
     */
    public boolean wrap(byte[] bytes, int offset, int length, Av1Structure known, Av1Structure fresh) {
        if (length < MANDATORY) {
            return false;
        }
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        hasStructure = false;
        hasActiveTargets = false;
        customIndications = false;
        customDifferences = false;
        customChains = false;
        bits.wrap(bytes, offset, length);
        int id = bits.read(8) & 0x3F;
        bits.read(16);
        structureEnd = MANDATORY_BITS;
        targetsEnd = MANDATORY_BITS;
        if (length > MANDATORY && !readExtended(known, fresh)) {
            return false;
        }
        Av1Structure structure = hasStructure ? fresh : known;
        template = structure.template(id);
        if (template < 0) {
            definitionEnd = length * 8;
            return !hasStructure;
        }
        return readDefinition(structure) && !bits.overrun();
    }

    private boolean readExtended(Av1Structure known, Av1Structure fresh) {
        hasStructure = bits.flag();
        hasActiveTargets = bits.flag();
        customIndications = bits.flag();
        customDifferences = bits.flag();
        customChains = bits.flag();
        if (hasStructure && !fresh.read(bits)) {
            return false;
        }
        structureEnd = bits.position();
        int targets = (hasStructure ? fresh : known).targets();
        activeTargets = all(targets);
        if (hasActiveTargets) {
            activeTargets = bits.read(targets);
        }
        targetsEnd = bits.position();
        return true;
    }

    private static int all(int targets) {
        return (int) ((1L << targets) - 1);
    }

    private boolean readDefinition(Av1Structure structure) {
        spatialLayer = structure.spatial(template);
        temporalLayer = structure.temporal(template);
        for (int target = 0; target < structure.targets(); target++) {
            indications[target] = (byte) (customIndications ? bits.read(2) : structure.indication(template, target));
        }
        if (!readDifferences(structure)) {
            return false;
        }
        for (int chain = 0; chain < structure.chains(); chain++) {
            chainDifferences[chain] = customChains ? bits.read(8) : structure.chainDifference(template, chain);
        }
        definitionEnd = bits.position();
        return true;
    }

    private boolean readDifferences(Av1Structure structure) {
        if (!customDifferences) {
            differenceCount = structure.differenceCount(template);
            for (int i = 0; i < differenceCount; i++) {
                differences[i] = structure.difference(template, i);
            }
            return true;
        }
        differenceCount = 0;
        for (int size = bits.read(2); size > 0; size = bits.read(2)) {
            if (differenceCount == Av1Structure.MAX_DIFFERENCES) {
                return false;
            }
            differences[differenceCount++] = bits.read(4 * size) + 1;
        }
        return true;
    }

    public boolean startOfFrame() {
        return bytes[offset] < 0;
    }

    public boolean endOfFrame() {
        return (bytes[offset] & 0x40) != 0;
    }

    /** 16 bits; in the order of decoding. */
    public int frameNumber() {
        return Bytes.u16(bytes, offset + 1);
    }

    /** Whether the packet brings a new structure, and so begins a coded video sequence. */
    public boolean hasStructure() {
        return hasStructure;
    }

    /** Whether the frame's template is known; what follows here means nothing otherwise. */
    public boolean understood() {
        return template >= 0;
    }

    public int spatialLayer() {
        return spatialLayer;
    }

    public int temporalLayer() {
        return temporalLayer;
    }

    /** {@link #NOT_PRESENT}, {@link #DISCARDABLE}, {@link #SWITCH} or {@link #REQUIRED}. */
    public int indication(int target) {
        return indications[target];
    }

    /** How many frames this one refers to. */
    public int differenceCount() {
        return differenceCount;
    }

    /** By how much less the frame number of a referred frame is, 1 to 4096. */
    public int difference(int index) {
        return differences[index];
    }

    /** By how much less the frame number of the chain's previous frame is; 0 when the chain begins here. */
    public int chainDifference(int chain) {
        return chainDifferences[chain];
    }

    /** Whether the packet says which decode targets are sent: always with a structure. */
    public boolean tellsActiveTargets() {
        return hasStructure || hasActiveTargets;
    }

    /** The decode targets that are sent, the n-th as bit n; only if it {@link #tellsActiveTargets}. */
    public int activeTargets() {
        return activeTargets;
    }

    /** Writes the descriptor under another frame number; how many octets. */
    public int write(byte[] into, int at, int frameNumber) {
        System.arraycopy(bytes, offset, into, at, length);
        Bytes.put16(into, at + 1, frameNumber);
        return length;
    }

    /**
     * Writes the descriptor under another frame number and with these decode targets of {@code targets} as active; how many
     * octets, at most {@link #MAX_GROWTH} more than it has. Only if {@link #understood}.
     */
    public int write(byte[] into, int at, int frameNumber, int activeTargets, int targets) {
        writer.wrap(into, at)
                .write(bytes[offset], 8)
                .write(frameNumber, 16)
                .write(hasStructure ? 1 : 0, 1)
                .write(1, 1)
                .write(customIndications ? 1 : 0, 1)
                .write(customDifferences ? 1 : 0, 1)
                .write(customChains ? 1 : 0, 1);
        if (hasStructure) {
            writer.copy(bytes, offset, MANDATORY_BITS + FLAG_BITS, structureEnd);
        }
        writer.write(activeTargets, targets);
        if (length > MANDATORY) {
            writer.copy(bytes, offset, targetsEnd, definitionEnd);
        }
        return writer.length();
    }
}
