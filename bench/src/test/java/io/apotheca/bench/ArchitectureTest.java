// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.apotheca.media.testing.ArchitectureRules;
import io.apotheca.media.testing.ModuleShape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** The shape of the bench, as ARCHITECTURE.md tells it. */
class ArchitectureTest extends ModuleShape {
    private static final String ROOT = "io.apotheca.bench";
    private static final JavaClasses MAIN = ArchitectureRules.compiledWith(Main.class);

    /** From the top: a row uses itself and those below. */
    private static final List<List<String>> ROWS = Stream.of(
                    List.of("", ".jmh.jmh_generated"),
                    List.of(".report", ".relay"),
                    List.of(".peer", ".recording"),
                    List.of(".load"),
                    List.of(".bwe", ".jmh", ".client"),
                    List.of(".link"))
            .map(row -> row.stream().map(name -> ROOT + name).toList())
            .toList();

    ArchitectureTest() {
        super(MAIN, ROWS, 200, 50);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                argumentSet("a row uses no row above it", ArchitectureRules.rows(ROOT, ROWS)),
                argumentSet("no package needs itself", ArchitectureRules.freeOfCycles(ROOT + ".(*)..")),
                argumentSet("the link needs nothing else", ArchitectureRules.leaves(ROOT, ROOT + ".link")),
                argumentSet(
                        "virtual time reads no clock",
                        noClasses()
                                .that()
                                .resideInAnyPackage(ROOT + ".bwe", ROOT + ".link")
                                .should()
                                .callMethod(System.class, "nanoTime")
                                .orShould()
                                .dependOnClassesThat()
                                .resideInAnyPackage("java.util.concurrent..", "java.time..", "java.net..")),
                argumentSet("packages are null-marked", ArchitectureRules.nullMarked(ROOT + ".jmh.jmh_generated")));
    }

    @Test
    void rulesCanFail() {
        assertThatThrownBy(() -> ArchitectureRules.rows(ROOT, ROWS.reversed()).check(MAIN))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ArchitectureRules.leaves(ROOT, ROOT + ".relay").check(MAIN))
                .isInstanceOf(AssertionError.class);
    }
}
