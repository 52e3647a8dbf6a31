// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Rules that hold for every module, each for the packages it is given. */
public final class ArchitectureRules {
    private ArchitectureRules() {}

    /** All classes that were compiled together with this one. */
    public static JavaClasses compiledWith(Class<?> one) {
        return new ClassFileImporter()
                .importUrl(one.getProtectionDomain().getCodeSource().getLocation());
    }

    /** Whether the class is hand-written: generated ones follow rules of their own. */
    public static DescribedPredicate<JavaClass> written(String generatedPackage) {
        return DescribedPredicate.describe(
                "are hand-written", each -> !each.getPackageName().startsWith(generatedPackage));
    }

    public static ArchRule freeOfCycles(String slices) {
        return SlicesRuleDefinition.slices().matching(slices).should().beFreeOfCycles();
    }

    /**
     * A package uses the packages of its own row and of those after it, of all that begin with {@code root}. A package that
     * has no row is a violation too.
     */
    public static ArchRule rows(String root, List<List<String>> rows) {
        return classes().should(new ArchCondition<JavaClass>("use only packages of their row and below") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                int row = row(from.getPackageName(), rows);
                events.add(new SimpleConditionEvent(from, row >= 0, from.getName() + " is in a package without a row"));
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName();
                    boolean upward = within(target, root) && row(target, rows) < row;
                    events.add(new SimpleConditionEvent(dependency, !upward, dependency.getDescription()));
                }
            }
        });
    }

    private static boolean within(String name, String root) {
        return name.equals(root) || name.startsWith(root + '.');
    }

    private static int row(String name, List<List<String>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row).contains(name)) {
                return row;
            }
        }
        return -1;
    }

    /** Of all that begins with {@code root}, these packages use nothing but themselves. */
    public static ArchRule leaves(String root, String... leaves) {
        return classes().that().resideInAnyPackage(leaves).should(new ArchCondition<JavaClass>("be leaves") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName();
                    boolean leaf = !within(target, root) || target.equals(from.getPackageName());
                    events.add(new SimpleConditionEvent(dependency, leaf, dependency.getDescription()));
                }
            }
        });
    }

    public static ArchRule noUseOf(String... packages) {
        return noClasses().should().dependOnClassesThat().resideInAnyPackage(packages);
    }

    /** Every package says what its nulls mean, which is what NullAway goes by. */
    public static ArchRule nullMarked(String generatedPackage) {
        return classes()
                .that(written(generatedPackage))
                .should(new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
                    @Override
                    public void check(JavaClass each, ConditionEvents events) {
                        boolean marked = each.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(
                                new SimpleConditionEvent(each, marked, each.getPackageName() + " is not @NullMarked"));
                    }
                });
    }

    /** The Java files under {@code root} with more lines than {@code limit}; there is at least one file. */
    public static List<Path> longerThan(int limit, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            if (sources.isEmpty()) {
                throw new AssertionError("no sources under " + root.toAbsolutePath());
            }
            return sources.stream().filter(file -> lines(file) > limit).toList();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
