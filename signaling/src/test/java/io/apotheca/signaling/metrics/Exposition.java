// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format (version 0.0.4), read strictly: what is not a comment or a sample of a family told before fails. */
public final class Exposition {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "(" + NAME + ")(?:\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)})? (NaN|[+-]Inf|-?[0-9.]+(?:E-?[0-9]+)?)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(?:,|$)");

    /** One line of figures. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    private final Map<String, String> types = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();

    private Exposition() {}

    public static Exposition read(String text) {
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line does not end");
        }
        Exposition exposition = new Exposition();
        text.lines().forEach(exposition::line);
        return exposition;
    }

    private void line(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            if (comment.group(1).equals("TYPE") && types.put(comment.group(2), comment.group(3)) != null) {
                throw new AssertionError("told twice: " + line);
            }
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("neither comment nor sample: " + line);
        }
        String name = sample.group(1);
        String family = name.replaceFirst("_(bucket|sum|count)$", "");
        if (!types.containsKey(name)
                && !"histogram".equals(types.get(family))
                && !"summary".equals(types.get(family))) {
            throw new AssertionError("of no family: " + line);
        }
        samples.add(new Sample(name, labels(sample.group(2)), value(sample.group(3))));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        if (text != null) {
            Matcher label = LABEL.matcher(text);
            int end = 0;
            while (label.lookingAt()) {
                labels.put(label.group(1), label.group(2));
                end = label.end();
                label.region(end, text.length());
            }
            if (end != text.length()) {
                throw new AssertionError("labels: " + text);
            }
        }
        return labels;
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.forEach(sample -> names.add(sample.name()));
        return names;
    }

    /** The sum of all samples of this name whose labels have these values: name, value, name, value. */
    public double sum(String name, String... labels) {
        double sum = 0;
        boolean found = false;
        for (Sample sample : samples) {
            boolean fits = sample.name().equals(name);
            for (int i = 0; i < labels.length && fits; i += 2) {
                fits = labels[i + 1].equals(sample.labels().get(labels[i]));
            }
            found |= fits;
            sum += fits ? sample.value() : 0;
        }
        if (!found) {
            throw new AssertionError("no " + name + " " + List.of(labels));
        }
        return sum;
    }
}
