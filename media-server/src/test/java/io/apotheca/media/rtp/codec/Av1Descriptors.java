// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

/** Writes dependency descriptors for tests, and says what holds for a view on any bytes at all. */
public final class Av1Descriptors {
    /**
     * A kind of frame, as a row of the tables in A.6.
     *
     * @param indications a letter a decode target: - D S R
     */
    public record Template(
            int spatial, int temporal, String indications, List<Integer> differences, List<Integer> chains) {}

    /** A structure; resolutions are left out. */
    public record Structure(int idOffset, int chains, List<Integer> protectedBy, List<Template> templates) {
        public int targets() {
            return templates.getFirst().indications().length();
        }
    }

    /** A.6.1: one spatial layer, three temporal ones; the key frame's template first. */
    public static final Structure L1T3 = new Structure(
            3,
            1,
            List.of(0, 0, 0),
            List.of(
                    new Template(0, 0, "SSS", List.of(), List.of(0)),
                    new Template(0, 0, "SSS", List.of(4), List.of(4)),
                    new Template(0, 1, "SD-", List.of(2), List.of(2)),
                    new Template(0, 2, "D--", List.of(1), List.of(1)),
                    new Template(0, 2, "D--", List.of(1), List.of(3))));

    /** Three spatial layers that refer to each other in key pictures only, decode targets from the highest. */
    public static final Structure L3T1_KEY = new Structure(
            10,
            3,
            List.of(2, 1, 0),
            List.of(
                    new Template(0, 0, "SSS", List.of(), List.of(0, 0, 0)),
                    new Template(0, 0, "--S", List.of(3), List.of(3, 2, 1)),
                    new Template(1, 0, "SS-", List.of(1), List.of(1, 1, 1)),
                    new Template(1, 0, "-S-", List.of(3), List.of(1, 3, 2)),
                    new Template(2, 0, "S--", List.of(1), List.of(2, 1, 1)),
                    new Template(2, 0, "S--", List.of(3), List.of(2, 1, 3))));

    private static final String LETTERS = "-DSR";

    private Av1Descriptors() {}

    /** A descriptor of a frame of the template; with the structure and active targets (or -1) where wanted. */
    public static byte[] write(
            Structure structure,
            int template,
            boolean start,
            boolean end,
            int frameNumber,
            boolean withStructure,
            int activeTargets) {
        byte[] bytes = new byte[255];
        BitWriter bits = new BitWriter().wrap(bytes, 0);
        bits.write(start ? 1 : 0, 1).write(end ? 1 : 0, 1);
        bits.write(structure.idOffset() + template, 6).write(frameNumber, 16);
        if (withStructure || activeTargets >= 0) {
            bits.write(withStructure ? 1 : 0, 1)
                    .write(activeTargets >= 0 ? 1 : 0, 1)
                    .write(0, 3);
        }
        if (withStructure) {
            writeStructure(bits, structure);
        }
        if (activeTargets >= 0) {
            bits.write(activeTargets, structure.targets());
        }
        return Arrays.copyOf(bytes, bits.length());
    }

    private static void writeStructure(BitWriter bits, Structure structure) {
        bits.write(structure.idOffset(), 6).write(structure.targets() - 1, 5);
        List<Template> templates = structure.templates();
        for (int i = 1; i < templates.size(); i++) {
            Template before = templates.get(i - 1);
            Template next = templates.get(i);
            bits.write(next.spatial() > before.spatial() ? 2 : next.temporal() > before.temporal() ? 1 : 0, 2);
        }
        bits.write(3, 2);
        for (Template template : templates) {
            template.indications().chars().forEach(letter -> bits.write(LETTERS.indexOf(letter), 2));
        }
        for (Template template : templates) {
            template.differences().forEach(difference -> bits.write(1, 1).write(difference - 1, 4));
            bits.write(0, 1);
        }
        writeBelow(bits, structure.chains(), structure.targets() + 1);
        structure.protectedBy().forEach(chain -> writeBelow(bits, chain, structure.chains()));
        for (Template template : templates) {
            template.chains().forEach(difference -> bits.write(difference, 4));
        }
        bits.write(0, 1);
    }

    private static void writeBelow(BitWriter bits, int value, int values) {
        int width = 32 - Integer.numberOfLeadingZeros(values);
        int shorter = (1 << width) - values;
        if (value < shorter) {
            bits.write(value, width - 1);
        } else {
            bits.write(value + shorter, width);
        }
    }

    /** Wraps, and if that is a descriptor, checks that its values are in range and survive being written again. */
    static void assertInside(Av1Structure known, byte[] bytes) {
        Av1DependencyDescriptor descriptor = new Av1DependencyDescriptor();
        Av1Structure fresh = new Av1Structure();
        if (!descriptor.wrap(bytes, 0, bytes.length, known, fresh)) {
            return;
        }
        byte[] again = new byte[bytes.length + Av1DependencyDescriptor.MAX_GROWTH];
        int number = descriptor.frameNumber() + 1 & 0xFFFF;
        assertThat(descriptor.write(again, 0, number)).isEqualTo(bytes.length);
        if (!descriptor.understood()) {
            return;
        }
        Av1Structure structure = descriptor.hasStructure() ? fresh : known;
        int length = descriptor.write(again, 0, number, 5, structure.targets());
        assertThat(length).isLessThanOrEqualTo(again.length);
        Av1DependencyDescriptor second = new Av1DependencyDescriptor();
        assertThat(second.wrap(again, 0, length, known, new Av1Structure())).isTrue();
        assertThat(second.frameNumber()).isEqualTo(number);
        assertThat(second.tellsActiveTargets()).isTrue();
        assertThat(second.activeTargets()).isEqualTo(5 & (int) ((1L << structure.targets()) - 1));
        assertSame(descriptor, second, structure);
    }

    private static void assertSame(Av1DependencyDescriptor one, Av1DependencyDescriptor other, Av1Structure structure) {
        assertThat(other.hasStructure()).isEqualTo(one.hasStructure());
        assertThat(other.startOfFrame()).isEqualTo(one.startOfFrame());
        assertThat(other.endOfFrame()).isEqualTo(one.endOfFrame());
        assertThat(other.spatialLayer()).isEqualTo(one.spatialLayer()).isBetween(0, 7);
        assertThat(other.temporalLayer()).isEqualTo(one.temporalLayer()).isBetween(0, 7);
        assertThat(other.differenceCount()).isEqualTo(one.differenceCount());
        for (int i = 0; i < one.differenceCount(); i++) {
            assertThat(other.difference(i)).isEqualTo(one.difference(i)).isBetween(1, 4096);
        }
        for (int target = 0; target < structure.targets(); target++) {
            assertThat(other.indication(target)).isEqualTo(one.indication(target));
        }
        for (int chain = 0; chain < structure.chains(); chain++) {
            assertThat(other.chainDifference(chain)).isEqualTo(one.chainDifference(chain));
        }
    }
}
