// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.load.LoadPlan;
import io.apotheca.bench.load.Publishing;
import io.apotheca.bench.load.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a run of the load bench does: a scenario, or parts of one changed. */
final class LoadOptions {
    @Option(
            names = "--scenario",
            paramLabel = "A|B|C|D",
            description = "A: 50 rooms of two, 720p; B: one publisher, 50 viewers; C: 100 rooms of three, sound only;"
                    + " D: 10 rooms of six, simulcast. Other options change it.")
    private @Nullable Scenario scenario;

    @Option(names = "--rooms", paramLabel = "R", description = "Rooms (default: 10).")
    private @Nullable Integer rooms;

    @Option(names = "--participants", paramLabel = "P", description = "People in each room (default: 2).")
    private @Nullable Integer participants;

    @Option(names = "--publishers", paramLabel = "K", description = "Those who send (default: all).")
    private @Nullable Integer publishers;

    @Option(
            names = "--video",
            paramLabel = "RATE",
            converter = Units.Rate.class,
            description = "Each publisher's picture, such as 1200k; 0 for none (default: none).")
    private @Nullable Long video;

    @Option(names = "--audio", description = "Publishers send their voice, too.")
    private boolean audio;

    @Option(
            names = "--simulcast",
            arity = "0..1",
            fallbackValue = "3",
            paramLabel = "N",
            description = "Pictures are sent in so many streams, 2 or 3 (default: 3).")
    private @Nullable Integer simulcast;

    @Option(
            names = "--churn",
            paramLabel = "J/s",
            description = "So many leave and come again each second (default: 0).")
    private double churn;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Units.Time.class,
            description = "What is measured (default: 60s).")
    private @Nullable Long duration;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = Units.Time.class,
            description = "Before that, after all have joined; the Java runtime compiles meanwhile (default: 60s).")
    private @Nullable Long warmUp;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "All leave and come again so many times afterwards, to see what memory stays (default: 0).")
    private int rounds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Varies what is random (default: 1).")
    private long seed;

    LoadPlan plan(CommandLine command) {
        int inRoom = or(participants, scenario == null ? 2 : scenario.participants());
        int sending = or(publishers, scenario == null ? inRoom : Math.min(inRoom, scenario.publishers()));
        Publishing usual = scenario == null ? Publishing.NOTHING : scenario.publishing();
        try {
            Publishing publishing = new Publishing(
                    audio || usual.audio(), video == null ? usual.videoBps() : video, or(simulcast, usual.layers()));
            return new LoadPlan(
                    scenario == null ? "" : scenario.name(),
                    or(rooms, scenario == null ? 10 : scenario.rooms()),
                    inRoom,
                    sending,
                    publishing,
                    churn,
                    seconds(warmUp, 60),
                    seconds(duration, 60),
                    rounds,
                    seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "These options do not fit together: " + e.getMessage() + ".");
        }
    }

    private static int seconds(@Nullable Long nanos, int usual) {
        return nanos == null ? usual : (int) (nanos / 1_000_000_000);
    }

    private static int or(@Nullable Integer given, int usual) {
        return given == null ? usual : given;
    }
}
