// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The words by which people are asked whether they may be recorded; the version names exactly these words. */
public record Question(String version, String text) {
    public Question {
        version = Limits.id("version", version);
        text = Limits.text("text", text, Limits.QUESTION_CHARS);
    }

    /** Its version is the SHA-256 of its words in hexadecimal. */
    public static Question of(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new Question(HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8))), text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
