// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.apotheca.media.testing.ArchitectureRules;
import io.apotheca.media.testing.ModuleShape;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** The shape of the recorder, as ARCHITECTURE.md tells it. */
class ArchitectureTest extends ModuleShape {
    private static final String ROOT = "io.apotheca.recorder";
    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target/classes"));

    /** From the top: a row uses itself and those below. */
    private static final List<List<String>> ROWS = Stream.of(List.of(""))
            .map(row -> row.stream().map(name -> ROOT + name).toList())
            .toList();

    ArchitectureTest() {
        super(MAIN, ROWS, 5, 0);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                argumentSet("a row uses no row above it", ArchitectureRules.rows(ROOT, ROWS)),
                argumentSet("packages are null-marked", ArchitectureRules.nullMarked(ROOT + ".generated")),
                argumentSet(
                        "nothing here knows of the modules above",
                        ArchitectureRules.noUseOf("io.apotheca.signaling..", "io.apotheca.bench..")));
    }

    @Test
    void rulesCanFail() {
        assertThatThrownBy(() -> ArchitectureRules.rows(ROOT, List.of()).check(MAIN))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ArchitectureRules.noUseOf("org.jspecify..").check(MAIN))
                .isInstanceOf(AssertionError.class);
    }
}
