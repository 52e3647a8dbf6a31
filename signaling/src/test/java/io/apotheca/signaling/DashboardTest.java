// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apotheca.signaling.metrics.Exposition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts ask for what there is, by its right names and labels. */
final class DashboardTest {
    private static final Path CONFIG = Path.of("../config");
    private static final Pattern RULE = Pattern.compile("(?m)^ +expr: (.+)$");
    private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][a-zA-Z0-9_:]*\\b(?!\\s*\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");
    /** What Prometheus adds. */
    private static final Set<String> OUTER_NAMES = Set.of("up");

    private static final Set<String> OUTER_LABELS = Set.of("job", "instance");

    /** What one expression asks for. */
    private record Asked(Set<String> names, Set<String> labels) {
        static Asked of(String expression) {
            Set<String> labels = new TreeSet<>();
            SELECTOR.matcher(expression).results().forEach(selector -> {
                assertThat(MATCHER.matcher(selector.group(1)).replaceAll("").replaceAll("[, ]", ""))
                        .as(expression)
                        .isEmpty();
                MATCHER.matcher(selector.group(1)).results().forEach(matcher -> labels.add(matcher.group(1)));
            });
            GROUPING.matcher(expression)
                    .results()
                    .flatMap(group ->
                            Pattern.compile("\\w+").matcher(group.group(1)).results())
                    .forEach(label -> labels.add(label.group()));
            String bare = expression;
            for (Pattern pattern : List.of(SELECTOR, GROUPING, RANGE)) {
                bare = pattern.matcher(bare).replaceAll(" ");
            }
            Set<String> names = new TreeSet<>();
            NAME.matcher(bare).results().map(MatchResult::group).forEach(names::add);
            names.removeAll(OPERATORS);
            return new Asked(names, labels);
        }
    }

    private static List<String> dashboardExpressions() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(CONFIG.resolve("grafana/apotheca.json").toFile());
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(panel.get("title").textValue()).isNotBlank();
            for (JsonNode target : panel.get("targets")) {
                expressions.add(target.get("expr").textValue());
            }
        }
        return expressions;
    }

    private static List<String> alertExpressions() throws IOException {
        String rules = Files.readString(CONFIG.resolve("prometheus/apotheca.rules.yml"));
        List<String> expressions =
                RULE.matcher(rules).results().map(rule -> rule.group(1)).toList();
        assertThat(expressions)
                .hasSameSizeAs(
                        rules.lines().filter(line -> line.contains("- alert:")).toList());
        return expressions;
    }

    @Test
    void everythingAskedForIsExported() throws IOException {
        List<String> expressions = new ArrayList<>(dashboardExpressions());
        expressions.addAll(alertExpressions());
        assertThat(expressions).hasSizeGreaterThan(30);
        try (TestServer server = TestServer.recordingWithPages(Map.of())) {
            System.gc(); // its pauses are told from the first one on
            Exposition figures = server.figuresWhere(now -> now.names()
                    .containsAll(Set.of(
                            "jvm_gc_pause_seconds_sum",
                            "apotheca_media_up",
                            "apotheca_recorder_up",
                            "apotheca_participants")));
            Set<String> names = new TreeSet<>(figures.names());
            names.addAll(OUTER_NAMES);
            for (String expression : expressions) {
                Asked asked = Asked.of(expression);
                assertThat(asked.names).as(expression).isNotEmpty();
                assertThat(names).as(expression).containsAll(asked.names);
                Set<String> labels = new TreeSet<>(OUTER_LABELS);
                figures.samples().stream()
                        .filter(sample -> asked.names.contains(sample.name()))
                        .forEach(sample -> labels.addAll(sample.labels().keySet()));
                assertThat(labels).as(expression).containsAll(asked.labels);
            }
            assertThat(names.stream()
                            .filter(name -> name.startsWith("apotheca_"))
                            .toList())
                    .as("all figures of our own are shown")
                    .allSatisfy(name -> assertThat(String.join(" ", expressions))
                            .contains(name.replaceFirst("_(sum|count|max)$", "")));
        }
    }

    @Test
    void whatIsAskedForIsFound() {
        Asked asked =
                Asked.of("histogram_quantile(0.5, sum by (le, a) (rate(x_bucket{b=~\"$c\"}[5m]))) > 2 * up and on() y");
        assertThat(asked.names).containsExactly("up", "x_bucket", "y");
        assertThat(asked.labels).containsExactly("a", "b", "le");
    }
}
