// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Av1DependencyDescriptorTest {
    /** Bit by bit from A.8.1: one decode target, a key and a delta template, one chain, 640x360. */
    private static final String SMALL = "C0 0001 80 00 3A 41 01 81 3F 80 B3 80";

    private final Av1DependencyDescriptor descriptor = new Av1DependencyDescriptor();
    private final Av1Structure known = new Av1Structure();
    private final Av1Structure fresh = new Av1Structure();

    private boolean wrap(byte[] bytes) {
        return descriptor.wrap(bytes, 0, bytes.length, known, fresh);
    }

    private void learn(Av1Descriptors.Structure structure) {
        assertThat(wrap(Av1Descriptors.write(structure, 0, true, false, 1, true, -1)))
                .isTrue();
        known.copyFrom(fresh);
    }

    @Test
    void readsAStructureWrittenBitByBit() {
        assertThat(wrap(Hex.bytes(SMALL))).isTrue();
        assertThat(descriptor.startOfFrame()).isTrue();
        assertThat(descriptor.endOfFrame()).isTrue();
        assertThat(descriptor.frameNumber()).isEqualTo(1);
        assertThat(descriptor.hasStructure()).isTrue();
        assertThat(descriptor.understood()).isTrue();
        assertThat(descriptor.indication(0)).isEqualTo(Av1DependencyDescriptor.SWITCH);
        assertThat(descriptor.differenceCount()).isZero();
        assertThat(descriptor.activeTargets()).isEqualTo(1);
        assertThat(fresh.targets()).isEqualTo(1);
        assertThat(fresh.chains()).isEqualTo(1);
        assertThat(fresh.width(0)).isEqualTo(640);
        assertThat(fresh.height(0)).isEqualTo(360);

        known.copyFrom(fresh);
        assertThat(wrap(Hex.bytes("41 0002"))).isTrue();
        assertThat(descriptor.startOfFrame()).isFalse();
        assertThat(descriptor.understood()).isTrue();
        assertThat(descriptor.differenceCount()).isEqualTo(1);
        assertThat(descriptor.difference(0)).isEqualTo(1);
        assertThat(descriptor.chainDifference(0)).isEqualTo(1);
    }

    @Test
    void readsTheFramesOwnValues() {
        learn(Av1Descriptors.L1T3);
        // template 5 (T1); own indications R S -, differences 3 and 300, chain 9
        BitWriter bits = new BitWriter();
        byte[] bytes = new byte[20];
        bits.wrap(bytes, 0).write(0x85, 8).write(16, 16).write(0b00111, 5);
        bits.write(3, 2).write(2, 2).write(0, 2);
        bits.write(1, 2).write(2, 4).write(3, 2).write(299, 12).write(0, 2);
        bits.write(9, 8);
        assertThat(descriptor.wrap(bytes, 0, bits.length(), known, fresh)).isTrue();
        assertThat(descriptor.temporalLayer()).isEqualTo(1);
        assertThat(descriptor.indication(0)).isEqualTo(Av1DependencyDescriptor.REQUIRED);
        assertThat(descriptor.indication(1)).isEqualTo(Av1DependencyDescriptor.SWITCH);
        assertThat(descriptor.indication(2)).isEqualTo(Av1DependencyDescriptor.NOT_PRESENT);
        assertThat(descriptor.differenceCount()).isEqualTo(2);
        assertThat(descriptor.difference(0)).isEqualTo(3);
        assertThat(descriptor.difference(1)).isEqualTo(300);
        assertThat(descriptor.chainDifference(0)).isEqualTo(9);
        assertThat(descriptor.tellsActiveTargets()).isFalse();
    }

    @Test
    void findsDecodeTargetsByLayers() {
        learn(Av1Descriptors.L3T1_KEY);
        assertThat(known.targetSpatial(0)).isEqualTo(2);
        assertThat(known.targetSpatial(2)).isZero();
        assertThat(known.protectedBy(1)).isEqualTo(1);
        assertThat(known.targetsUpTo(1, 7, 0b111)).isEqualTo(0b110);
        assertThat(known.best(0b110)).isEqualTo(1);
        assertThat(known.best(known.targetsUpTo(7, 7, 0b100))).isEqualTo(2);
        assertThat(known.best(0)).isEqualTo(-1);
        learn(Av1Descriptors.L1T3);
        assertThat(known.best(known.targetsUpTo(7, 1, 0b111))).isEqualTo(1);
    }

    @Test
    void anUnknownTemplateLeavesTheMandatoryPart() {
        assertThat(wrap(Hex.bytes("C9 ABCD"))).isTrue();
        assertThat(descriptor.understood()).isFalse();
        assertThat(descriptor.frameNumber()).isEqualTo(0xABCD);
        byte[] again = new byte[3];
        assertThat(descriptor.write(again, 0, 7)).isEqualTo(3);
        assertThat(again).isEqualTo(Hex.bytes("C9 0007"));
    }

    @Test
    void rewritesTheActiveTargetsWhereverTheyStand() {
        for (Av1Descriptors.Structure structure :
                new Av1Descriptors.Structure[] {Av1Descriptors.L1T3, Av1Descriptors.L3T1_KEY}) {
            learn(structure);
            for (int template = 0; template < structure.templates().size(); template++) {
                for (int active = -1; active < 8; active++) {
                    Av1Descriptors.assertInside(
                            known, Av1Descriptors.write(structure, template, true, true, 65535, false, active));
                    Av1Descriptors.assertInside(
                            known, Av1Descriptors.write(structure, template, true, true, 9, true, active));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "C0",
                "C0 00",
                "C0 0001 80",
                "C0 0001 80 00 3A 41 01 81",
                "C5 0001 80 00 3A 41 01 81 3F 80 B3 80"
            })
    void refusesWhatEndsEarlyOrHasNotItsOwnTemplate(String digits) {
        assertThat(wrap(Hex.bytes(digits))).isFalse();
    }

    @Test
    void aBrokenStructureSpoilsNothing() {
        learn(Av1Descriptors.L1T3);
        assertThat(wrap(Hex.bytes("C0 0001 80 00 00"))).isFalse();
        assertThat(wrap(Hex.bytes("83 0002"))).isTrue();
        assertThat(descriptor.understood()).isTrue();
    }

    @Test
    void staysInsideTheElementWhateverTheBytes() {
        learn(Av1Descriptors.L3T1_KEY);
        Property.check(5, 30_000, random -> {
            byte[] bytes = random.nextBoolean()
                    ? new byte[random.nextInt(20)]
                    : Av1Descriptors.write(Av1Descriptors.L1T3, random.nextInt(5), true, true, 3, true, 7);
            if (bytes.length < 20) {
                random.nextBytes(bytes);
            } else {
                bytes[3 + random.nextInt(bytes.length - 3)] ^= (byte) (1 << random.nextInt(8));
            }
            Av1Descriptors.assertInside(known, bytes);
        });
    }

    @Test
    void theAggregationHeaderTellsWhereASequenceBegins() {
        Av1Aggregation header = new Av1Aggregation();
        assertThat(header.wrap(Hex.bytes("68 0A"), 0, 2)).isTrue();
        assertThat(header.startsSequence()).isTrue();
        assertThat(header.lastUnitContinues()).isTrue();
        assertThat(header.units()).isEqualTo(2);
        assertThat(header.wrap(Hex.bytes("90 0A"), 0, 2)).isTrue();
        assertThat(header.startsSequence()).isFalse();
        assertThat(header.continuesUnit()).isTrue();
        assertThat(header.wrap(Hex.bytes("88 0A"), 0, 2))
                .as("goes on with what begins")
                .isFalse();
        assertThat(header.wrap(Hex.bytes("08"), 0, 1)).isFalse();
    }
}
