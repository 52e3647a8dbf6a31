// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.libcrypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which libcrypto is taken, and being without one. */
class LibcryptoLibraryTest {
    @Test
    void aFunctionThatIsNotThereDoesNothing() throws Throwable {
        LibcryptoLibrary library = LibcryptoLibrary.find(List.of());
        assertThat((int) library.function("EVP_nothing", FunctionDescriptor.of(ValueLayout.JAVA_INT))
                        .invokeExact())
                .isZero();
    }

    @Test
    void isAbsentWhereNoNameFits() {
        LibcryptoLibrary library = LibcryptoLibrary.find(List.of("libnothing-so-named.so.3", "/nowhere/libcrypto.so"));
        assertThat(library.problem()).isEqualTo("it is not installed");
        assertThat(library.symbols().find("EVP_CIPHER_CTX_new")).isEmpty();
    }

    @Test
    void isNoneWhereTheNameIsSomethingElses() {
        assertThat(LibcryptoLibrary.find(List.of("libc.so.6")).problem()).contains("older than OpenSSL 3.0");
    }

    @Test
    void takesTheFirstThatCanBeUsed() {
        List<String> names = List.of("libnothing-so-named.so.3", "libc.so.6", "libcrypto.so.3", "libm.so.6");
        assertThat(LibcryptoLibrary.find(names).problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "0x101010BF, ''", "0x20000000, ''", "0x300000D0, 3.0.13", "0x30500060, 3.5.6"})
    void isOldBelow3(String number, String version) {
        SymbolLookup symbols = name -> Optional.empty();
        LibcryptoLibrary library = LibcryptoLibrary.of(symbols, Long.decode(number));
        assertThat(library.version()).isEqualTo(version);
        assertThat(library.problem().isEmpty()).isEqualTo(!version.isEmpty());
    }
}
