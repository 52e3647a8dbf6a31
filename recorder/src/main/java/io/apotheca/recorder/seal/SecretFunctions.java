// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.apotheca.media.libcrypto.Libcrypto;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libcrypto for secrets: random bytes, X25519, HMAC. Addresses are plain numbers; what is behind them never
 * comes into Java's heap. Each fails with {@link IllegalStateException} when libcrypto does.
 */
final class SecretFunctions {
    static final int HASH_LENGTH = 32;
    static final int X25519_LENGTH = 32;

    /** NID_X25519 of openssl/obj_mac.h. */
    private static final int X25519 = 1034;

    private static final MethodHandle RANDOM = function("RAND_priv_bytes", JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SHA256 = function("EVP_sha256", JAVA_LONG);
    private static final MethodHandle HMAC =
            function("HMAC", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle PRIVATE_KEY =
            function("EVP_PKEY_new_raw_private_key", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle PUBLIC_KEY =
            function("EVP_PKEY_new_raw_public_key", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle GET_PUBLIC =
            function("EVP_PKEY_get_raw_public_key", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle FREE_KEY = function("EVP_PKEY_free", null, JAVA_LONG);
    private static final MethodHandle NEW_EXCHANGE = function("EVP_PKEY_CTX_new", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle BEGIN_EXCHANGE = function("EVP_PKEY_derive_init", JAVA_INT, JAVA_LONG);
    private static final MethodHandle SET_PEER = function("EVP_PKEY_derive_set_peer", JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle DERIVE = function("EVP_PKEY_derive", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle FREE_EXCHANGE = function("EVP_PKEY_CTX_free", null, JAVA_LONG);

    private SecretFunctions() {}

    private static MethodHandle function(String name, @Nullable MemoryLayout result, MemoryLayout... arguments) {
        FunctionDescriptor descriptor =
                result == null ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments);
        return Libcrypto.LIBRARY.function(name, descriptor);
    }

    static void random(long to, int length) {
        try {
            check((int) RANDOM.invokeExact(to, length) == 1);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Writes 32 bytes: HMAC-SHA256 (RFC 2104). */
    static void hmac(long key, int keyLength, long from, long length, long to) {
        try {
            check((long) HMAC.invokeExact((long) SHA256.invokeExact(), key, keyLength, from, length, to, 0L) != 0);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Writes the public key of a private one. */
    static void publicKey(long privateKey, long to, long count) {
        long pair = 0;
        try {
            pair = (long) PRIVATE_KEY.invokeExact(X25519, 0L, privateKey, (long) X25519_LENGTH);
            check(pair != 0 && (int) GET_PUBLIC.invokeExact(pair, to, count) == 1);
        } catch (Throwable e) {
            throw broken(e);
        } finally {
            free(FREE_KEY, pair);
        }
    }

    /** Writes what both sides know (RFC 7748, section 6.1). {@code count} is where the 32 of 8 bytes stands. */
    static void exchange(long privateKey, long peersKey, long to, long count) {
        long pair = 0;
        long peer = 0;
        long exchange = 0;
        try {
            pair = (long) PRIVATE_KEY.invokeExact(X25519, 0L, privateKey, (long) X25519_LENGTH);
            peer = (long) PUBLIC_KEY.invokeExact(X25519, 0L, peersKey, (long) X25519_LENGTH);
            check(pair != 0 && peer != 0);
            exchange = (long) NEW_EXCHANGE.invokeExact(pair, 0L);
            check(exchange != 0
                    && (int) BEGIN_EXCHANGE.invokeExact(exchange) == 1
                    && (int) SET_PEER.invokeExact(exchange, peer) == 1
                    && (int) DERIVE.invokeExact(exchange, to, count) == 1);
        } catch (Throwable e) {
            throw broken(e);
        } finally {
            free(FREE_EXCHANGE, exchange);
            free(FREE_KEY, peer);
            free(FREE_KEY, pair);
        }
    }

    /** Frees what is there, wiped; nothing is at 0. */
    private static void free(MethodHandle function, long address) {
        try {
            function.invokeExact(address);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static void check(boolean done) {
        if (!done) {
            throw new IllegalStateException("libcrypto refuses");
        }
    }

    private static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("libcrypto cannot be called", cause);
    }
}
