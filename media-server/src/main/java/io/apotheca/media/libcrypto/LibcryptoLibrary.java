// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.libcrypto;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/**
 * OpenSSL's libcrypto as this machine has it.
 *
 * @param symbols its functions; none when it cannot be used
 * @param version such as 3.0.19; empty when there is none
 * @param problem why it cannot be used; empty when it can
 */
@SuppressWarnings("restricted") // what calls native code is
public record LibcryptoLibrary(SymbolLookup symbols, String version, String problem) {
    /** On macOS the plain name is Apple's own, which ends the process that loads it, so it is not among them. */
    static final List<String> NAMES = List.of(
            "libcrypto.so.3",
            "libcrypto.so",
            "libcrypto.3.dylib",
            "/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib",
            "/usr/local/opt/openssl@3/lib/libcrypto.3.dylib");

    private static final int OLDEST_MAJOR = 3;

    /** The first of the names that can be used, else what is wrong with one of those that are there. */
    static LibcryptoLibrary find(List<String> names) {
        LibcryptoLibrary found = absent("it is not installed");
        for (String name : names) {
            Optional<LibcryptoLibrary> library = load(name);
            if (library.isPresent()) {
                found = library.get();
                if (found.problem.isEmpty()) {
                    return found;
                }
            }
        }
        return found;
    }

    /** A function of the library; one that does nothing and returns 0 where there is no such. */
    public MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return symbols.find(name)
                .map(at -> Linker.nativeLinker().downcallHandle(at, descriptor, options))
                .orElseGet(() -> MethodHandles.empty(descriptor.toMethodType()));
    }

    private static LibcryptoLibrary absent(String problem) {
        return new LibcryptoLibrary(name -> Optional.empty(), "", problem);
    }

    private static Optional<LibcryptoLibrary> load(String name) {
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(name, Arena.global());
            return Optional.of(of(symbols, versionNumber(symbols)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } catch (IllegalCallerException | UnsupportedOperationException e) {
            return Optional.of(absent("this Java runtime may not call it (--enable-native-access)"));
        }
    }

    /** A library with what its OpenSSL_version_num returns: four bits of major version, and eight each of minor and patch. */
    static LibcryptoLibrary of(SymbolLookup symbols, long number) {
        long major = number >>> 28;
        if (major < OLDEST_MAJOR) {
            return absent("the one installed is older than OpenSSL 3.0");
        }
        return new LibcryptoLibrary(symbols, major + "." + (number >>> 20 & 0xFF) + "." + (number >>> 4 & 0xFF), "");
    }

    private static long versionNumber(SymbolLookup symbols) {
        Optional<MemorySegment> function = symbols.find("OpenSSL_version_num");
        if (function.isEmpty()) {
            return 0;
        }
        MethodHandle call =
                Linker.nativeLinker().downcallHandle(function.get(), FunctionDescriptor.of(ValueLayout.JAVA_LONG));
        try {
            return (long) call.invokeExact();
        } catch (Throwable e) {
            throw new LinkageError("OpenSSL_version_num cannot be called", e);
        }
    }
}
