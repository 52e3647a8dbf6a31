// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apotheca.bench.jmh.Step;
import io.apotheca.bench.jmh.StepBench;
import io.apotheca.bench.jmh.StepResult;
import io.apotheca.signaling.CommandRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bench of steps hands out: a table, JSON, and an exit code. */
class JmhCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static StepResult clean(Step step) {
        return new StepResult(step, 123.4, 0.004);
    }

    private static StepResult spills(Step step) {
        return new StepResult(step, 123.4, 16);
    }

    private int run(Function<Step, StepResult> bench, String... args) {
        return CommandRun.run(new JmhCommand(bench), new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void theTableNamesEachStep() {
        assertThat(run(JmhCommandTest::clean, "--quick")).isZero();
        for (Step step : Step.values()) {
            assertThat(out.toString()).contains(step.title());
        }
        assertThat(out.toString())
                .contains("123", "0.00", "✓", Step.values().length + " of " + Step.values().length + " steps")
                .doesNotContain("✗");
    }

    @Test
    void aStepThatAllocatesIsAFailureOnlyWhereAsked() {
        assertThat(run(JmhCommandTest::spills, "--step", "vp8")).isZero();
        assertThat(out.toString()).contains("16.00", "✗");
        assertThat(run(JmhCommandTest::spills, "--step", "forward_vp8", "--check"))
                .isEqualTo(1);
        assertThat(run(JmhCommandTest::clean, "--step", "forward_vp8", "--check"))
                .isZero();
        assertThat(run(JmhCommandTest::spills, "--step", "protect_gcm_java", "--check"))
                .as("a cipher may")
                .isZero();
    }

    @Test
    void aNameThatFitsNothingIsToldWithThoseThereAre() {
        assertThat(run(JmhCommandTest::clean, "--step", "nothing so named")).isNotZero();
        assertThat(err.toString()).contains("forward_av1");
    }

    @Test
    void jsonHoldsAllFigures(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("steps.json");
        assertThat(run(JmhCommandTest::clean, "--step", "parse", "--json", file.toString()))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json).hasSize(1);
        assertThat(json.path(0).toString())
                .isEqualTo(
                        "{\"step\":\"PARSE\",\"title\":\"RTP header and extensions\",\"nanos\":123.4,\"bytes\":0.004,\"mostBytes\":1.0,\"met\":true}");
    }

    @Test
    void aStepIsMeasuredInARuntimeOfItsOwn() {
        StepResult result = StepBench.quick().run(Step.PARSE);
        assertThat(result.nanos()).isBetween(1.0, 1e6);
        assertThat(result.met()).isTrue();
    }
}
