// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

import java.util.List;

/**
 * What a run showed. A figure that could not be measured is NaN.
 *
 * @param cpu what recording takes
 * @param memory what the recorder keeps, garbage aside, over time
 * @param kills what became of the archives when the recorder was killed; empty when it was not
 * @param archives what was found in the folder afterwards
 * @param problem what went wrong first for a participant; empty if nothing did
 */
public record RecordResult(
        RecordPlan plan,
        Cpu cpu,
        Memory memory,
        List<Kill> kills,
        Archives archives,
        List<Sample> samples,
        String problem) {
    /**
     * Per cent of a core.
     *
     * @param recorder the recorder's process, 0 where it is the server's
     * @param serverBefore the server's process with the same calls, unrecorded
     * @param server the same, recorded
     * @param session what one session takes of both
     */
    public record Cpu(double recorder, double serverBefore, double server, double session) {}

    /** One reading of what the recorder keeps, in bytes. */
    public record Kept(double atSeconds, double bytes) {}

    /**
     * What the recorder keeps over time.
     *
     * @param growthPercent from a sixth of the measured time on, until its end; not a number in a short run
     */
    public record Memory(List<Kept> kept, double growthPercent) {}

    /**
     * One kill.
     *
     * @param cut parts that it cut off
     * @param lossMillis of each of these, from the last frame that opens until the kill, the longest and the middle one
     * @param pauseMillis from the kill until the first frame of the next part was sent, likewise
     */
    public record Kill(double atSeconds, int cut, Spread lossMillis, Spread pauseMillis) {}

    /** Of several figures; not numbers where there were none. */
    public record Spread(double middle, double most) {
        static Spread of(List<Double> figures) {
            if (figures.isEmpty()) {
                return new Spread(Double.NaN, Double.NaN);
            }
            List<Double> sorted = figures.stream().sorted().toList();
            return new Spread(sorted.get(sorted.size() / 2), sorted.getLast());
        }
    }

    /**
     * What was found on the disk when all had left.
     *
     * @param sessions archives
     * @param whole archives of which every part verifies, from the first to the archive's end, those that a kill cut off among them
     * @param parts all parts
     * @param unfinished parts that have no end because the recorder was killed
     * @param broken parts that do not verify
     * @param bytes on the disk
     * @param frames of sound that are in the parts
     * @param unnoted parts of which the server's database has another end than the disk, or none
     * @param missingFrames of sound that were sent between a part's first and last, and are not in it
     */
    public record Archives(
            int sessions,
            int whole,
            int parts,
            int unfinished,
            int broken,
            long bytes,
            int unnoted,
            long frames,
            long missingFrames) {}

    /** One second; per cent of a core, and memory in bytes as the system counts it. */
    public record Sample(double atSeconds, double recorderPercent, double serverPercent, long recorderBytes) {}
}
