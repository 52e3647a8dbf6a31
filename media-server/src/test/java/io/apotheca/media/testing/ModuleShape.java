// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every module's shape is tested for; the module's own test adds the static method {@code rules}. */
public abstract class ModuleShape {
    private static final int LONGEST_FILE = 600;

    private final JavaClasses main;
    private final List<List<String>> rows;
    private final int longFile;
    private final int leastClasses;

    /**
     * Of the module's classes, {@code main}, there are more than {@code leastClasses}; at least one file is longer than
     * {@code longFile} lines, which shows that lines are counted.
     */
    protected ModuleShape(JavaClasses main, List<List<String>> rows, int longFile, int leastClasses) {
        this.main = main;
        this.rows = rows;
        this.longFile = longFile;
        this.leastClasses = leastClasses;
    }

    @ParameterizedTest
    @MethodSource("rules")
    final void holds(ArchRule rule) {
        rule.check(main);
    }

    /** An importer that cannot read the class files finds nothing, and with nothing every rule would hold. */
    @ParameterizedTest
    @MethodSource("rules")
    final void doesNotHoldForNothing(ArchRule rule) {
        JavaClasses nothing = new ClassFileImporter().importClasses();
        assertThatThrownBy(() -> rule.check(nothing)).isInstanceOf(AssertionError.class);
    }

    @Test
    final void allClassesAreLookedAt() {
        assertThat(main).hasSizeGreaterThan(leastClasses);
        for (List<String> row : rows) {
            assertThat(row)
                    .allSatisfy(name ->
                            assertThat(main.containPackage(name)).as(name).isTrue());
        }
    }

    @Test
    final void filesFitAHead() throws IOException {
        Path sources = Path.of("src/main/java");
        assertThat(ArchitectureRules.longerThan(LONGEST_FILE, sources)).isEmpty();
        assertThat(ArchitectureRules.longerThan(longFile, sources))
                .as("the count works")
                .isNotEmpty();
    }
}
