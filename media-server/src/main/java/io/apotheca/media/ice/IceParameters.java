// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import java.util.random.RandomGenerator;

/** The username fragment and password of one ICE agent for one session (RFC 8839, section 5.4). */
public record IceParameters(String ufrag, String pwd) {
    private static final String ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int UFRAG_LENGTH = 8;
    private static final int PWD_LENGTH = 24;

    public IceParameters {
        check(ufrag, 4, "ufrag");
        check(pwd, 22, "pwd");
    }

    /** New credentials of 48 and 144 bits. In production the generator is a {@link java.security.SecureRandom}. */
    public static IceParameters random(RandomGenerator random) {
        return new IceParameters(word(random, UFRAG_LENGTH), word(random, PWD_LENGTH));
    }

    @Override
    public String toString() {
        return "IceParameters[redacted]";
    }

    private static String word(RandomGenerator random, int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
        }
        return word.toString();
    }

    private static void check(String value, int least, String name) {
        if (value.length() < least || value.length() > 256) {
            throw new IllegalArgumentException(name + " has a wrong length");
        }
        if (!value.chars().allMatch(c -> ICE_CHARS.indexOf(c) >= 0)) {
            throw new IllegalArgumentException(name + " has a character that is no ice-char");
        }
    }
}
