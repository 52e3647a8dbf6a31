// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import io.apotheca.recorder.testing.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a picture turns white, by the times that ffmpeg tells of a file's frames. */
final class Flashes {
    private static final Pattern TIME = Pattern.compile("pts_time:(\\S+)");
    private static final Pattern BRIGHTNESS = Pattern.compile("signalstats\\.YAVG=(\\S+)");
    /** A picture that gets brighter by less is no flash. */
    private static final double FLASH = 40;

    private record Frame(double millis, double brightness) {}

    private Flashes() {}

    /**
     * The first white frame of each flash, in milliseconds.
     *
     * @param where the part of the picture that is looked at, as ffmpeg's crop takes it
     */
    static List<Double> in(Path file, String where) {
        List<Frame> frames = frames(file, where);
        double usual = frames.stream()
                .mapToDouble(Frame::brightness)
                .sorted()
                .skip(frames.size() / 2)
                .findFirst()
                .orElse(0);
        double brightest = frames.stream().mapToDouble(Frame::brightness).max().orElse(0);
        List<Double> found = new ArrayList<>();
        if (brightest - usual < FLASH) {
            return found;
        }
        double white = (usual + brightest) / 2;
        for (int i = 1; i < frames.size(); i++) {
            if (frames.get(i - 1).brightness() < white && frames.get(i).brightness() >= white) {
                found.add(frames.get(i).millis());
            }
        }
        return found;
    }

    private static List<Frame> frames(Path file, String where) {
        List<String> said = Tool.run(
                "ffmpeg",
                "-v",
                "error",
                "-copyts",
                "-i",
                file.toString(),
                "-map",
                "0:v:0",
                "-vf",
                "crop=" + where + ",signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-",
                "-f",
                "null",
                "-");
        List<Frame> frames = new ArrayList<>();
        double millis = 0;
        for (String line : said) {
            Matcher time = TIME.matcher(line);
            Matcher brightness = BRIGHTNESS.matcher(line);
            if (time.find()) {
                millis = 1_000 * Double.parseDouble(time.group(1));
            } else if (brightness.find()) {
                frames.add(new Frame(millis, Double.parseDouble(brightness.group(1))));
            }
        }
        return frames;
    }
}
