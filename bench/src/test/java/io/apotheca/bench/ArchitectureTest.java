// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.apotheca.bench.link.LinkModel;
import io.apotheca.media.testing.ArchitectureRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of the bench. */
class ArchitectureTest {
    private static final String ROOT = "io.apotheca.bench";
    private static final JavaClasses MAIN = ArchitectureRules.compiledWith(LinkModel.class);

    @Test
    void packagesKeepToTheirRows() {
        List<List<String>> rows = List.of(List.of(ROOT + ".bwe"), List.of(ROOT + ".link"));
        ArchitectureRules.rows(ROOT, rows).check(MAIN);
        ArchitectureRules.nullMarked(ROOT + ".generated").check(MAIN);
        assertThat(MAIN).hasSizeGreaterThan(20);
    }

    @Test
    void virtualTimeReadsNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".bwe", ROOT + ".link")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..", "java.time..", "java.net..")
                .check(MAIN);
    }

    @Test
    void filesFitAHead() throws IOException {
        assertThat(ArchitectureRules.longerThan(400, Path.of("src/main/java"))).isEmpty();
    }
}
