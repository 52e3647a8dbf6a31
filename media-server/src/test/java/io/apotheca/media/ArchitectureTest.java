// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.apotheca.media.testing.ArchitectureRules;
import io.apotheca.media.testing.ModuleShape;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of the media server, as ARCHITECTURE.md tells it. */
class ArchitectureTest extends ModuleShape {
    private static final String ROOT = "io.apotheca.media";
    private static final String GENERATED = ROOT + ".control.v1";

    /** From the top: a row uses itself and those below. */
    private static final List<List<String>> ROWS = List.of(
            List.of(packages("")),
            List.of(packages("control")),
            List.of(packages("control.v1")),
            List.of(packages("net")),
            List.of(packages("net.linux")),
            List.of(packages("room")),
            List.of(packages("tap")),
            List.of(packages("transport")),
            List.of(packages("forward")),
            List.of(packages("feedback", "bwe")),
            List.of(packages("ice", "dtls", "srtp")),
            List.of(packages("stun", "rtp", "rtp.codec", "rtcp")),
            List.of(packages("time", "buffer", "libcrypto")));

    /** What can be stepped in virtual time: everything from the room down, DTLS apart, which blocks on its own thread. */
    private static final DescribedPredicate<JavaClass> CORE = resideInAnyPackage(packages(
            "room",
            "tap",
            "transport",
            "forward",
            "feedback",
            "bwe",
            "ice",
            "srtp",
            "stun",
            "rtp",
            "rtp.codec",
            "rtcp",
            "time",
            "buffer",
            "libcrypto"));

    private static final JavaClasses MAIN = ArchitectureRules.compiledWith(MediaServer.class);

    /** Main code with one class more, which breaks every rule there is, and with one package that says nothing of nulls. */
    private static final JavaClasses BROKEN = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/time/package-info.class"))
            .importUrls(List.of(
                    MediaServer.class.getProtectionDomain().getCodeSource().getLocation(),
                    Objects.requireNonNull(ArchitectureTest.class.getResource("time/BreaksEveryRule.class"))));

    private static String[] packages(String... names) {
        return Stream.of(names)
                .map(name -> name.isEmpty() ? ROOT : ROOT + '.' + name)
                .toArray(String[]::new);
    }

    ArchitectureTest() {
        super(MAIN, ROWS, 300, 120);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("a row uses no row above it", ArchitectureRules.rows(ROOT, ROWS)),
                rule(
                        "time, buffer and libcrypto are leaves",
                        ArchitectureRules.leaves(ROOT, packages("time", "buffer", "libcrypto"))),
                rule("no package needs itself", ArchitectureRules.freeOfCycles(ROOT + ".(**)")),
                rule("packages are null-marked", ArchitectureRules.nullMarked(GENERATED)),
                rule(
                        "the core has no sockets, no threads and no locks",
                        noClasses()
                                .that(CORE)
                                .should()
                                .dependOnClassesThat(resideInAnyPackage(
                                        "java.util.concurrent..", "java.net..", "java.nio.channels.."))
                                .orShould()
                                .dependOnClassesThat(assignableTo(Thread.class))
                                .orShould()
                                .dependOnClassesThat(assignableTo(Timer.class))),
                rule(
                        "the core reads no clock",
                        noClasses()
                                .that(CORE)
                                .should()
                                .callMethod(System.class, "nanoTime")
                                .orShould()
                                .callMethod(System.class, "currentTimeMillis")
                                .orShould()
                                .dependOnClassesThat(assignableTo(Instant.class))
                                .orShould()
                                .dependOnClassesThat(assignableTo(Clock.class))),
                rule(
                        "the core draws nothing at random",
                        noClasses()
                                .that(CORE)
                                .should()
                                .callMethod(Math.class, "random")
                                .orShould()
                                .dependOnClassesThat(assignableTo(Random.class))),
                rule(
                        "only the edges start threads",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(packages("", "net", "control", "control.v1", "dtls"))
                                .should()
                                .dependOnClassesThat(assignableTo(Thread.class))
                                .orShould()
                                .dependOnClassesThat(assignableTo(Thread.Builder.class))
                                .orShould()
                                .dependOnClassesThat(assignableTo(Executor.class))
                                .orShould()
                                .dependOnClassesThat(assignableTo(Executors.class))
                                .orShould()
                                .dependOnClassesThat(assignableTo(CompletableFuture.class))
                                .orShould()
                                .dependOnClassesThat(assignableTo(Timer.class))),
                rule(
                        "native code is called from few places",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(packages("net.linux", "srtp", "libcrypto"))
                                .should()
                                .dependOnClassesThat(resideInAnyPackage("java.lang.foreign.."))),
                rule(
                        "only the loops have sockets",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(packages("", "net"))
                                .should()
                                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.channels.."))));
    }

    private static Arguments rule(String name, ArchRule rule) {
        return argumentSet(name, rule);
    }

    @Test
    void nothingHereKnowsOfTheModulesAbove() {
        ArchitectureRules.noUseOf("io.apotheca.signaling..", "io.apotheca.recorder..", "io.apotheca.bench..")
                .check(MAIN);
        assertThatThrownBy(() -> ArchitectureRules.noUseOf(ROOT + ".room..").check(MAIN))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void doesNotHoldForAClassThatBreaksIt(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("time");
    }
}
