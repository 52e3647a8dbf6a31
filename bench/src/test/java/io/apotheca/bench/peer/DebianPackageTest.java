// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is installed without root or a yes. */
class DebianPackageTest {
    private static final DebianPackage PACKAGE = new DebianPackage("some-sfu", "Some SFU");

    @Test
    void asksWhoIsNotRootAndThenSaysWhatToType() {
        List<String> asked = new ArrayList<>();
        StringWriter said = new StringWriter();
        assertThatThrownBy(() -> PACKAGE.install(false, question -> !asked.add(question), new PrintWriter(said)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sudo apt-get install some-sfu");
        assertThat(asked).singleElement().asString().contains("Some SFU", "\"some-sfu\"", "sudo");
        assertThat(said.toString()).isEmpty();
    }

    @Test
    void goesThroughSudoForAllButRoot() {
        assertThat(PACKAGE.command(false)).startsWith("sudo", "env").endsWith("some-sfu");
        assertThat(PACKAGE.command(true)).startsWith("env").endsWith("some-sfu").doesNotContain("sudo");
    }
}
