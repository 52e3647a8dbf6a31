// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.libcrypto;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The functions of OpenSSL's libcrypto for memory, ciphers and SHA-1. Addresses are plain numbers, so that a call makes no
 * object; what they stand for must live. What can fail returns 1 when it did not. Where {@link #LIBRARY} has a problem,
 * everything does nothing and returns 0.
 */
@SuppressWarnings("restricted") // what calls native code is
public final class Libcrypto {
    public static final LibcryptoLibrary LIBRARY = LibcryptoLibrary.find(LibcryptoLibrary.NAMES);

    private static final MethodHandle INIT_CRYPTO =
            function("OPENSSL_init_crypto", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle MALLOC =
            function("CRYPTO_malloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLEAR_FREE =
            function("CRYPTO_clear_free", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CIPHER_FETCH =
            function("EVP_CIPHER_fetch", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle CIPHER_NEW = function("EVP_CIPHER_CTX_new", FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle CIPHER_FREE =
            function("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(JAVA_LONG));
    private static final MethodHandle CIPHER_INIT = brief(
            "EVP_CipherInit_ex",
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CIPHER_UPDATE = brief(
            "EVP_CipherUpdate", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CIPHER_FINISH =
            brief("EVP_CipherFinal_ex", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle CIPHER_CONTROL =
            brief("EVP_CIPHER_CTX_ctrl", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle SHA1_INIT = function("SHA1_Init", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    private static final MethodHandle SHA1_UPDATE =
            brief("SHA1_Update", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle SHA1_FINISH =
            brief("SHA1_Final", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

    /** OPENSSL_INIT_NO_ATEXIT; else the library tidies up at the process's end, under the feet of loops that still run. */
    private static final long NO_TIDYING_AT_EXIT = 0x80000;

    static {
        initialize(NO_TIDYING_AT_EXIT);
    }

    // Fetched once and never given back: to look one up by its name takes locks.
    public static final long AES_128_GCM = fetch("AES-128-GCM");
    public static final long AES_256_GCM = fetch("AES-256-GCM");
    public static final long AES_128_CTR = fetch("AES-128-CTR");
    public static final long AES_256_CTR = fetch("AES-256-CTR");

    private Libcrypto() {}

    /** Each packet calls these, and they never wait: without a thread's change of state they are a little faster. */
    private static MethodHandle brief(String name, FunctionDescriptor descriptor) {
        return function(name, descriptor, Linker.Option.critical(false));
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LIBRARY.function(name, descriptor, options);
    }

    /** New memory, to be freed; {@link IllegalStateException} when there is none. */
    public static MemorySegment allocate(long bytes) {
        long address;
        try {
            address = (long) MALLOC.invokeExact(bytes, 0L, 0);
        } catch (Throwable e) {
            throw broken(e);
        }
        return MemorySegment.ofAddress(present(address)).reinterpret(bytes);
    }

    /** Wipes the memory and frees it. */
    public static void free(MemorySegment memory) {
        try {
            CLEAR_FREE.invokeExact(memory.address(), memory.byteSize(), 0L, 0);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** A context without algorithm and key; {@link IllegalStateException} when there is no memory. */
    public static long newCipher() {
        long context;
        try {
            context = (long) CIPHER_NEW.invokeExact();
        } catch (Throwable e) {
            throw broken(e);
        }
        return present(context);
    }

    /** Frees a context, its key wiped. */
    public static void freeCipher(long context) {
        try {
            CIPHER_FREE.invokeExact(context);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /**
     * Gives a context its algorithm, key, nonce and direction, 1 to encrypt and 0 to decrypt; or with 0, 0, nonce and -1 the
     * next nonce alone.
     */
    public static int initCipher(long context, long algorithm, long key, long nonce, int encrypts) {
        try {
            return (int) CIPHER_INIT.invokeExact(context, algorithm, 0L, key, nonce, encrypts);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Encrypts or decrypts; with {@code to} 0 authenticates what stays clear. */
    public static int updateCipher(long context, long to, long count, long from, int length) {
        try {
            return (int) CIPHER_UPDATE.invokeExact(context, to, count, from, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Ends a packet; not 1 when it is not authentic. */
    public static int finishCipher(long context, long to, long count) {
        try {
            return (int) CIPHER_FINISH.invokeExact(context, to, count);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public static int controlCipher(long context, int command, int number, long at) {
        try {
            return (int) CIPHER_CONTROL.invokeExact(context, command, number, at);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public static int initSha1(long state) {
        try {
            return (int) SHA1_INIT.invokeExact(state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public static int updateSha1(long state, long from, long length) {
        try {
            return (int) SHA1_UPDATE.invokeExact(state, from, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Writes the 20 bytes of the digest. */
    public static int finishSha1(long to, long state) {
        try {
            return (int) SHA1_FINISH.invokeExact(to, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static long present(long address) {
        if (address == 0) {
            throw new IllegalStateException("libcrypto has no memory left");
        }
        return address;
    }

    private static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("libcrypto cannot be called", cause);
    }

    private static void initialize(long options) {
        try {
            int ignored = (int) INIT_CRYPTO.invokeExact(options, 0L);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static long fetch(String algorithm) {
        try (Arena arena = Arena.ofConfined()) {
            return (long)
                    CIPHER_FETCH.invokeExact(0L, arena.allocateFrom(algorithm).address(), 0L);
        } catch (Throwable e) {
            throw broken(e);
        }
    }
}
