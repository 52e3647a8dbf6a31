// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bearer secret of 192 random bits. It goes to its holder once; what is stored is its SHA-256, from which a value of
 * that many random bits cannot be guessed.
 */
public record Token(String secret) {
    private static final int BYTES = 24;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}");

    public Token {
        if (!FORM.matcher(secret).matches()) {
            throw new IllegalArgumentException("not a token");
        }
    }

    public static Token random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What somebody presented, if it has the form of a token at all. */
    public static Optional<Token> parse(@Nullable String presented) {
        return presented != null && FORM.matcher(presented).matches()
                ? Optional.of(new Token(presented))
                : Optional.empty();
    }

    /** What is stored. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Token[]";
    }
}
