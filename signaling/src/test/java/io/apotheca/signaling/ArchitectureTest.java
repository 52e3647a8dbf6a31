// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.apotheca.media.MediaServer;
import io.apotheca.media.MediaStartException;
import io.apotheca.media.testing.ArchitectureRules;
import io.apotheca.media.testing.ModuleShape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** The shape of the signaling server, as ARCHITECTURE.md tells it. */
class ArchitectureTest extends ModuleShape {
    private static final String ROOT = "io.apotheca.signaling";
    private static final String MEDIA = "io.apotheca.media";
    private static final JavaClasses MAIN = ArchitectureRules.compiledWith(Application.class);

    /** From the top: a row uses itself and those below. */
    private static final List<List<String>> ROWS = Stream.of(
                    List.of(""),
                    List.of(".http", ".metrics"),
                    List.of(".visit"),
                    List.of(".consultation"),
                    List.of(".playback"),
                    List.of(".account", ".archive", ".media", ".recording", ".sdp"),
                    List.of(".audit", ".wire"),
                    List.of(".storage"),
                    List.of(".config", ".log", ".token"))
            .map(row -> row.stream().map(name -> ROOT + name).toList())
            .toList();

    ArchitectureTest() {
        super(MAIN, ROWS, 200, 120);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                argumentSet("a row uses no row above it", ArchitectureRules.rows(ROOT, ROWS)),
                argumentSet("no package needs itself", ArchitectureRules.freeOfCycles(ROOT + ".(*)..")),
                argumentSet("messages depend on no other package", ArchitectureRules.leaves(ROOT, ROOT + ".wire")),
                argumentSet("packages are null-marked", ArchitectureRules.nullMarked(ROOT + ".generated")),
                argumentSet(
                        "media is reached by its control service alone",
                        noClasses().should().dependOnClassesThat(insideMedia())),
                argumentSet("nothing here knows of the bench", ArchitectureRules.noUseOf("io.apotheca.bench..")));
    }

    /** All of the media server but the way in: how it is started, and the messages of its control service. */
    private static DescribedPredicate<JavaClass> insideMedia() {
        return resideInAPackage(MEDIA + "..")
                .and(DescribedPredicate.not(type(MediaServer.class)
                        .or(type(MediaStartException.class))
                        .or(resideInAnyPackage(MEDIA + ".control.v1"))));
    }

    @Test
    void rulesCanFail() {
        assertFails(ArchitectureRules.rows(ROOT, ROWS.reversed()));
        assertFails(ArchitectureRules.leaves(ROOT, ROOT + ".consultation"));
        assertFails(ArchitectureRules.noUseOf(ROOT + ".wire"));
        assertFails(noClasses().should().dependOnClassesThat(resideInAPackage(MEDIA + "..")));
    }

    private static void assertFails(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(MAIN)).isInstanceOf(AssertionError.class);
    }
}
