// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) with its parameters and salt in a PHC string. New hashes use what OWASP's password storage sheet
 * asks for: 19 MiB, two passes, one lane; old ones are checked with the parameters they were made with.
 */
final class Argon2id {
    private static final String PREFIX = "$argon2id$v=19$m=";
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MOST_MEMORY_KIB = 262_144;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /** Costs as much to check as a real one, and fits no password that anybody could find. */
    static final String NOBODYS =
            PREFIX + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + "A".repeat(22) + "$" + "A".repeat(43);

    private record Parts(int memoryKib, int passes, int lanes, String salt, String hash) {}

    private Argon2id() {}

    static String hash(char[] password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = generate(password, MEMORY_KIB, PASSES, LANES, salt, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return PREFIX + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    /** False, too, for a stored text that is no such hash. */
    static boolean matches(char[] password, String stored) {
        return parse(stored).map(parts -> matches(password, parts)).orElse(false);
    }

    private static boolean matches(char[] password, Parts parts) {
        byte[] expected = Base64.getDecoder().decode(parts.hash);
        byte[] salt = Base64.getDecoder().decode(parts.salt);
        return MessageDigest.isEqual(
                expected, generate(password, parts.memoryKib, parts.passes, parts.lanes, salt, expected.length));
    }

    private static Optional<Parts> parse(String stored) {
        Matcher matcher = PHC.matcher(stored);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int memoryKib = Integer.parseInt(matcher.group(1));
        int passes = Integer.parseInt(matcher.group(2));
        int lanes = Integer.parseInt(matcher.group(3));
        if (lanes < 1 || passes < 1 || memoryKib < 8 * lanes || memoryKib > MOST_MEMORY_KIB) {
            return Optional.empty();
        }
        return whole(matcher.group(4)) && whole(matcher.group(5))
                ? Optional.of(new Parts(memoryKib, passes, lanes, matcher.group(4), matcher.group(5)))
                : Optional.empty();
    }

    /** A length that unpadded Base64 can have. */
    private static boolean whole(String base64) {
        return base64.length() % 4 != 1;
    }

    private static byte[] generate(char[] password, int memoryKib, int passes, int lanes, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        byte[] bytes = new String(password).getBytes(StandardCharsets.UTF_8);
        generator.generateBytes(bytes, hash);
        return hash;
    }
}
