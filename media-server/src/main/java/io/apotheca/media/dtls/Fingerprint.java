// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** The digest of a certificate, as a session description announces it (RFC 8122). SHA-1 and MD5 are refused. */
public final class Fingerprint {
    private final String algorithm;
    private final byte[] digest;

    public Fingerprint(String algorithm, byte[] digest) {
        this.algorithm = algorithm.toLowerCase(Locale.ROOT);
        if (digest.length != lengthOf(this.algorithm)) {
            throw new IllegalArgumentException("digest has the wrong length for its algorithm");
        }
        this.digest = digest.clone();
    }

    /** The fingerprint of a DER-encoded certificate. */
    public static Fingerprint of(String algorithm, byte[] certificate) {
        try {
            return new Fingerprint(
                    algorithm, MessageDigest.getInstance(algorithm).digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("unsupported fingerprint algorithm", e);
        }
    }

    /** Whether the DER-encoded certificate has this fingerprint; compares in constant time. */
    public boolean matches(byte[] certificate) {
        return MessageDigest.isEqual(digest, of(algorithm, certificate).digest);
    }

    /** The hash function's name in lower case. */
    public String algorithm() {
        return algorithm;
    }

    public byte[] digest() {
        return digest.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that
                && algorithm.equals(that.algorithm)
                && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return "Fingerprint[" + algorithm + "]";
    }

    private static int lengthOf(String algorithm) {
        return switch (algorithm) {
            case "sha-256" -> 32;
            case "sha-384" -> 48;
            case "sha-512" -> 64;
            default -> throw new IllegalArgumentException("unsupported fingerprint algorithm");
        };
    }
}
