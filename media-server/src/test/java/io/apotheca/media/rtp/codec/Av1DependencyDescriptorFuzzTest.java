// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes are refused, or are a descriptor that says the same when written again; with and without a structure. */
class Av1DependencyDescriptorFuzzTest {
    @FuzzTest
    void staysInsideTheElement(byte[] bytes) {
        Av1Structure known = new Av1Structure();
        Av1Descriptors.assertInside(known, bytes);
        byte[] first = Av1Descriptors.write(Av1Descriptors.L3T1_KEY, 0, true, true, 1, true, -1);
        new Av1DependencyDescriptor().wrap(first, 0, first.length, new Av1Structure(), known);
        Av1Descriptors.assertInside(known, bytes);
    }
}
