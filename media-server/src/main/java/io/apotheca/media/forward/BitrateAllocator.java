// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import java.util.List;

/**
 * Shares what the path to one receiver carries among what it is shown. Audio comes first and is never touched; on a lossy
 * path it comes with repetition, as far as that fits. Of the
 * pictures everybody's lowest level comes before anybody's second, and the more important one is raised before the less
 * important; what does not fit pauses. Pictures that have to stay legible, as sign language has, are the last to pause, and
 * come to their second level before anybody else's is raised above the lowest. A picture is raised only when there is clearly
 * room, so that it does not flap. Owned by its transport's MediaLoop.
 */
public final class BitrateAllocator {
    /** What a level counts until it has been measured: as a browser encodes 180, 360 and 720 lines. */
    private static final long[] USUAL_BPS = {150_000, 500_000, 1_500_000};

    /** Of the target; the rest is for retransmissions and for what a frame is larger than the one before. */
    private static final double USABLE = 0.95;

    /** A level that is not shown yet must fit with so much to spare. */
    private static final double SPARE = 1.15;

    /** A level that is shown may take this much more than there is before it falls: frames differ in size. */
    private static final double TOLERANCE = 0.9;

    /** The only picture's lowest level may take this much more for a moment: none at all is worse than a late one. */
    private static final double LAST_TOLERANCE = 0.65;

    /** So many times what a level takes is clearly room for it. */
    private static final double ROOMY = 1.4;

    /** Hands and face can be read at this level: as a browser encodes it, 360 lines and all frames at about 500 kb/s. */
    private static final int LEGIBLE_LEVEL = 1;

    private static final long AUDIO_HEADERS_BPS = 16_000;

    /** Of the target, what audio may take with its repetition; pictures have to do with the rest. */
    private static final double AUDIO_USABLE = 0.75;

    private static final int MOST_LEVELS = LayerRates.LAYERS;

    private final long[] costs = new long[MOST_LEVELS];
    private long demandBps;

    /** What all of it would take in the best quality there is, in bits per second. */
    public long demandBps() {
        return demandBps;
    }

    /**
     * Sets each picture's level, and how much of the audio is repeated, for a target in bits per second.
     *
     * @param repeats how many earlier packets audio packets should carry; where the path is too narrow it becomes fewer
     * @param full whether the path is known to carry no more; where it is not, nothing that is shown pauses
     */
    public void allocate(List<OutboundTrack> tracks, long targetBps, int repeats, boolean full, long nowNanos) {
        demandBps = shareAudio(tracks, targetBps, repeats, nowNanos);
        double left = USABLE * targetBps - demandBps;
        for (int i = 0; i < tracks.size(); i++) {
            OutboundTrack track = tracks.get(i);
            InboundTrack source = track.source();
            if (source != null && track.video()) {
                demandBps += cost(source, source.levels() - 1, nowNanos);
                boolean stays = !full && !track.paused();
                track.plan(stays ? 0 : OutboundTrack.NOTHING);
                left -= stays ? cost(source, 0, nowNanos) : 0;
            }
        }
        left = raiseLegible(tracks, 0, left, targetBps, nowNanos);
        left = raiseAll(tracks, 0, left, targetBps, nowNanos);
        left = raiseLegible(tracks, LEGIBLE_LEVEL, left, targetBps, nowNanos);
        if (allLegible(tracks)) {
            raiseAll(tracks, MOST_LEVELS - 1, left, targetBps, nowNanos);
        }
        for (int i = 0; i < tracks.size(); i++) {
            tracks.get(i).takePlanned(targetBps, nowNanos);
        }
    }

    /** Has audio repeated as far as it is wished for and fits; what all audio takes with that. */
    private static long shareAudio(List<OutboundTrack> tracks, long targetBps, int wished, long nowNanos) {
        long once = 0;
        long again = 0;
        int before = 0;
        for (int i = 0; i < tracks.size(); i++) {
            OutboundTrack track = tracks.get(i);
            if (track.source() != null && !track.video()) {
                long sound = track.soundBps(nowNanos);
                once += sound + AUDIO_HEADERS_BPS;
                again += track.repeatable() ? sound : 0;
                before = Math.max(before, track.repeats());
            }
        }
        int repeats = wished;
        while (repeats > 0 && (once + repeats * again) * (repeats > before ? SPARE : 1) > AUDIO_USABLE * targetBps) {
            repeats--;
        }
        for (int i = 0; i < tracks.size(); i++) {
            tracks.get(i).repeat(repeats);
        }
        return once + repeats * again;
    }

    private double raiseAll(List<OutboundTrack> tracks, int upTo, double room, long targetBps, long nowNanos) {
        double left = room;
        for (int priority = OutboundTrack.MOST_IMPORTANT; priority >= 0; priority--) {
            for (int i = 0; i < tracks.size(); i++) {
                if (tracks.get(i).priority() == priority) {
                    left = raise(tracks, i, upTo, left, targetBps, nowNanos);
                }
            }
        }
        return left;
    }

    private double raiseLegible(List<OutboundTrack> tracks, int upTo, double room, long targetBps, long nowNanos) {
        double left = room;
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).legible()) {
                left = raise(tracks, i, upTo, left, targetBps, nowNanos);
            }
        }
        return left;
    }

    /** Whether every picture that has to be is planned to be legible, as far as its publisher sends it so. */
    private static boolean allLegible(List<OutboundTrack> tracks) {
        for (int i = 0; i < tracks.size(); i++) {
            OutboundTrack track = tracks.get(i);
            InboundTrack source = track.source();
            if (source != null
                    && track.video()
                    && track.legible()
                    && track.planned() < Math.min(source.levels() - 1, LEGIBLE_LEVEL)) {
                return false;
            }
        }
        return true;
    }

    /** Raises a picture as far as there is room; what remains. */
    private double raise(List<OutboundTrack> tracks, int index, int upTo, double room, long targetBps, long nowNanos) {
        OutboundTrack track = tracks.get(index);
        InboundTrack source = track.source();
        if (source == null || !track.video()) {
            return room;
        }
        double left = room;
        int top = Math.min(source.levels() - 1, upTo);
        while (track.planned() < top) {
            int next = track.planned() + 1;
            long more = cost(source, next, nowNanos) - cost(source, next - 1, nowNanos);
            boolean only = nothingPlanned(tracks);
            if (!fits(track, next, more, only, left, targetBps, nowNanos)) {
                break;
            }
            left -= more;
            track.plan(next);
        }
        return left;
    }

    /** {@code only} is whether no picture would be left without it. */
    private static boolean fits(
            OutboundTrack track, int next, long more, boolean only, double left, long targetBps, long nowNanos) {
        if (track.rises(next)) {
            boolean roomy = more * ROOMY <= left;
            return more * SPARE <= left && track.mayRise(next, targetBps, roomy, nowNanos);
        }
        boolean enough = more * TOLERANCE <= left;
        if (next > 0) {
            return enough;
        }
        return track.clings(only && !enough, nowNanos) ? more * LAST_TOLERANCE <= left : enough;
    }

    private static boolean nothingPlanned(List<OutboundTrack> tracks) {
        for (int i = 0; i < tracks.size(); i++) {
            OutboundTrack track = tracks.get(i);
            if (track.source() != null && track.video() && track.planned() >= 0) {
                return false;
            }
        }
        return true;
    }

    private long cost(InboundTrack source, int level, long nowNanos) {
        if (level < 0) {
            return 0;
        }
        for (int i = 0; i <= level; i++) {
            long measured = source.rateBps(i, nowNanos);
            long usual = source.levels() == 1 ? 0 : USUAL_BPS[Math.min(i, USUAL_BPS.length - 1)];
            costs[i] = Math.max(i == 0 ? 0 : costs[i - 1], measured == 0 ? usual : measured);
        }
        return costs[level];
    }
}
