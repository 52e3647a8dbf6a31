// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import io.apotheca.recorder.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A track of sound as ffmpeg decodes it: each piece where its own time says, and silence where there is none. */
final class Sound {
    private static final int RATE = 48_000;
    private static final int PER_MILLI = RATE / 1_000;
    /** A beep is heard by what it has of its tone in so many milliseconds. */
    private static final int WINDOW_MILLIS = 10;
    /** Of the loudest moment; less is no beep. */
    private static final double BEEP = 0.25;
    /** A beep's level stands after so many milliseconds. */
    private static final int RISE_MILLIS = 40;
    /** The next one comes no sooner. */
    private static final int APART_MILLIS = 500;

    private static final Pattern PIECE = Pattern.compile("ashowinfo.* pts:\\s*(-?\\d+) .*nb_samples:(\\d+)");

    private final short[] samples;

    private Sound(short[] samples) {
        this.samples = samples;
    }

    /** The file's first track of sound. */
    static Sound of(Path file) {
        Path decoded = file.resolveSibling(file.getFileName() + ".s16");
        try {
            List<String> said = Tool.run(
                    "ffmpeg",
                    "-v",
                    "info",
                    "-nostats",
                    "-y",
                    "-copyts",
                    "-i",
                    file.toString(),
                    "-map",
                    "0:a:0",
                    "-af",
                    "aformat=sample_fmts=s16:sample_rates=" + RATE + ":channel_layouts=mono,ashowinfo",
                    "-f",
                    "s16le",
                    decoded.toString());
            byte[] bytes = Files.readAllBytes(decoded);
            Files.delete(decoded);
            return new Sound(placed(
                    said, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static short[] placed(List<String> said, ShortBuffer decoded) {
        short[] samples = new short[decoded.limit() + RATE];
        for (String line : said) {
            Matcher piece = PIECE.matcher(line);
            if (!piece.find()) {
                continue;
            }
            int at = Math.toIntExact(Math.max(Long.parseLong(piece.group(1)), 0));
            int count = Math.min(Integer.parseInt(piece.group(2)), decoded.remaining());
            if (at + count > samples.length) {
                samples = Arrays.copyOf(samples, at + count + 60 * RATE);
            }
            decoded.get(samples, at, count);
        }
        if (decoded.hasRemaining()) {
            throw new AssertionError(decoded.remaining() + " samples without a time");
        }
        return samples;
    }

    /** When beeps of this tone begin, in milliseconds: when half of what a beep is has come. */
    List<Double> beeps(int toneHz) {
        double[] levels = levels(toneHz);
        double least = BEEP * Arrays.stream(levels).max().orElse(0);
        List<Double> found = new ArrayList<>();
        if (least <= 0) {
            return found;
        }
        for (int at = 1; at < levels.length; at++) {
            if (levels[at - 1] < least && levels[at] >= least) {
                double half = level(levels, at) / 2;
                int rise = at;
                while (levels[rise] < half) {
                    rise++;
                }
                while (rise > 1 && levels[rise - 1] >= half) {
                    rise--;
                }
                double part = (half - levels[rise - 1]) / (levels[rise] - levels[rise - 1]);
                found.add(rise - 1 + part + WINDOW_MILLIS / 2.0);
                at += APART_MILLIS;
            }
        }
        return found;
    }

    private static double level(double[] levels, int from) {
        return Arrays.stream(levels, from, Math.min(from + RISE_MILLIS, levels.length))
                .max()
                .orElseThrow();
    }

    /** How much of the tone is in what follows each millisecond. */
    private double[] levels(int toneHz) {
        int millis = samples.length / PER_MILLI;
        double[] cosines = new double[millis + 1];
        double[] sines = new double[millis + 1];
        for (int milli = 0; milli < millis; milli++) {
            double cosine = 0;
            double sine = 0;
            for (int i = milli * PER_MILLI; i < (milli + 1) * PER_MILLI; i++) {
                double angle = 2 * Math.PI * toneHz * i / RATE;
                cosine += samples[i] * Math.cos(angle);
                sine += samples[i] * Math.sin(angle);
            }
            cosines[milli + 1] = cosines[milli] + cosine;
            sines[milli + 1] = sines[milli] + sine;
        }
        double[] levels = new double[Math.max(millis - WINDOW_MILLIS, 0)];
        for (int at = 0; at < levels.length; at++) {
            levels[at] = Math.hypot(cosines[at + WINDOW_MILLIS] - cosines[at], sines[at + WINDOW_MILLIS] - sines[at]);
        }
        return levels;
    }
}
