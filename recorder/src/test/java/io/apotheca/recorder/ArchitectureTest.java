// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.apotheca.media.testing.ArchitectureRules;
import io.apotheca.media.testing.ModuleShape;
import io.apotheca.recorder.key.KeyId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** The shape of the recorder, as ARCHITECTURE.md tells it. */
class ArchitectureTest extends ModuleShape {
    private static final String ROOT = "io.apotheca.recorder";
    private static final JavaClasses MAIN = ArchitectureRules.compiledWith(KeyId.class);

    /** From the top: a row uses itself and those below. */
    private static final List<List<String>> ROWS = Stream.of(
                    List.of(""),
                    List.of(".service"),
                    List.of(".control.v1", ".retention", ".export"),
                    List.of(".store"),
                    List.of(".archive"),
                    List.of(".seal"),
                    List.of(".key"),
                    List.of(".session"),
                    List.of(".tap", ".depacketize", ".timeline", ".matroska"),
                    List.of(".codec"),
                    List.of(".control.v1"))
            .map(row -> row.stream().map(name -> ROOT + name).toList())
            .toList();

    private static final String[] RECORDING = Stream.of(
                    "session", "tap", "depacketize", "timeline", "matroska", "codec")
            .map(name -> ROOT + '.' + name)
            .toArray(String[]::new);

    ArchitectureTest() {
        super(MAIN, ROWS, 200, 30);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                argumentSet("a row uses no row above it", ArchitectureRules.rows(ROOT, ROWS)),
                argumentSet("no package needs itself", ArchitectureRules.freeOfCycles(ROOT + ".(*)..")),
                argumentSet("packages are null-marked", ArchitectureRules.nullMarked(ROOT + ".control.v1")),
                argumentSet(
                        "native code is called from one place",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage(ROOT + ".seal")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("java.lang.foreign..")),
                argumentSet(
                        "recording has no threads and no sockets, and reads no clock",
                        noClasses()
                                .that()
                                .resideInAnyPackage(RECORDING)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "java.util.concurrent..", "java.net..", "java.nio.channels..", "java.time..")
                                .orShould()
                                .dependOnClassesThat()
                                .areAssignableTo(Thread.class)
                                .orShould()
                                .callMethod(System.class, "nanoTime")
                                .orShould()
                                .callMethod(System.class, "currentTimeMillis")),
                argumentSet(
                        "nothing here knows of the modules above",
                        ArchitectureRules.noUseOf("io.apotheca.signaling..", "io.apotheca.bench..")));
    }

    @Test
    void rulesCanFail() {
        assertThatThrownBy(() -> ArchitectureRules.rows(ROOT, ROWS.reversed()).check(MAIN))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ArchitectureRules.noUseOf("org.jspecify..").check(MAIN))
                .isInstanceOf(AssertionError.class);
    }
}
