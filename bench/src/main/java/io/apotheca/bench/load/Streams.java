// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.bench.client.Formats;
import io.apotheca.bench.client.MediaKind;
import io.apotheca.bench.client.SentStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The streams that a participant publishes, with SSRCs of their own.
 *
 * @param audio one or none
 * @param video none, one, or those of simulcast from the lowest picture
 */
public record Streams(List<SentStream> audio, List<SentStream> video) {
    /** What a voice takes with redundancy of its own. */
    private static final long VOICE_BPS = 32_000;

    /** What each stream of so many has of the rate, in a hundred. */
    private static final int[][] SHARES = {{100}, {25, 75}, {10, 30, 60}};

    public Streams {
        audio = List.copyOf(audio);
        video = List.copyOf(video);
    }

    /** What {@code publishing} says, on these m-lines and under these numbers. */
    public static Streams of(Publishing publishing, String audioMid, String videoMid, Formats formats) {
        List<SentStream> audio = publishing.audio()
                ? List.of(new SentStream(MediaKind.AUDIO, audioMid, "", ssrc(), 0, formats.opus(), 0, VOICE_BPS))
                : List.of();
        List<SentStream> video = new ArrayList<>();
        for (int layer = 0; publishing.video() && layer < publishing.layers(); layer++) {
            video.add(new SentStream(
                    MediaKind.VIDEO,
                    videoMid,
                    publishing.layers() == 1 ? "" : String.valueOf(layer),
                    ssrc(),
                    ssrc(),
                    formats.vp8(),
                    formats.rtx(),
                    publishing.videoBps() * SHARES[publishing.layers() - 1][layer] / 100));
        }
        return new Streams(audio, video);
    }

    private static int ssrc() {
        return ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }

    public List<SentStream> all() {
        List<SentStream> all = new ArrayList<>(audio);
        all.addAll(video);
        return all;
    }
}
