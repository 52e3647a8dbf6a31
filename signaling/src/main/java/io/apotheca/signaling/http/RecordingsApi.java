// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.recorder.archive.PartName;
import io.apotheca.signaling.account.StaffSession;
import io.apotheca.signaling.account.StaffSessions;
import io.apotheca.signaling.config.RateLimitSettings;
import io.apotheca.signaling.playback.Playback;
import io.apotheca.signaling.playback.Recording;
import io.apotheca.signaling.playback.RecordingPart;
import io.apotheca.signaling.playback.Recordings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What staff may play back: the list of recordings, and the sealed bytes of their parts, range by range. */
final class RecordingsApi {
    /** The most that one answer brings, whatever the range; so much is in memory for it. */
    static final int MOST_BYTES = 1 << 20;

    private static final String ID = "recording";
    private static final String PART = "part";

    private final StaffApi staff;
    private final StaffSessions sessions;
    private final Playback playback;
    private final RateLimit reads;

    RecordingsApi(
            StaffApi staff, StaffSessions sessions, Playback playback, RateLimitSettings limits, InstantSource clock) {
        this.staff = staff;
        this.sessions = sessions;
        this.playback = playback;
        this.reads = new RateLimit(limits.recordingReadsPerSession(), limits.window(), limits.remembered(), clock);
    }

    void routes(RoutesConfig routes) {
        routes.get("/api/staff/recordings", this::list);
        routes.get("/api/staff/recordings/{" + ID + "}/parts/{" + PART + "}", this::part);
    }

    private StaffSession require(Context context) {
        StaffSession session = staff.require(context);
        if (!reads.allows(session.id())) {
            throw ApiFailure.tooMany();
        }
        sessions.touch(session.id());
        return session;
    }

    private void list(Context context) {
        StaffSession session = require(context);
        String after = context.queryParam("after");
        List<Recording> page = after == null
                ? playback.recordings().newest()
                : playback.recordings().after(uuid(after).toString());
        playback.openings().listed(session);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("recordings", page.stream().map(RecordingsApi::form).toList());
        if (page.size() == Recordings.PAGE) {
            body.put("next", page.getLast().id());
        }
        Json.reply(context, 200, body);
    }

    private static Map<String, Object> form(Recording recording) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", recording.id());
        form.put("consultation", recording.consultationId());
        form.put("begun", recording.begunAt().toString());
        recording.endedAt().ifPresent(at -> form.put("ended", at.toString()));
        form.put("content", recording.content());
        form.put("people", recording.people());
        form.put("held", recording.held());
        form.put("deleted", recording.deleted());
        form.put("parts", recording.parts().stream().map(RecordingsApi::form).toList());
        return form;
    }

    private static Map<String, Object> form(RecordingPart part) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("part", part.number());
        form.put("begun", part.begunAt().toString());
        part.endedAt().ifPresent(at -> form.put("ended", at.toString()));
        part.lengthBytes().ifPresent(length -> form.put("lengthBytes", length));
        part.outcome().ifPresent(outcome -> form.put("outcome", outcome));
        form.put("headerDigest", part.headerDigest());
        part.digest().ifPresent(digest -> form.put("digest", digest));
        return form;
    }

    private void part(Context context) {
        StaffSession session = require(context);
        Recording recording = playback.recordings()
                .find(uuid(context.pathParam(ID)).toString())
                .orElseThrow(RecordingsApi::unknown);
        if (recording.deleted()) {
            throw new ApiFailure(410, "recording-deleted", "This recording has been deleted.");
        }
        PartName name = name(recording, context.pathParam(PART));
        try {
            long length = playback.parts().lengthBytes(name);
            ByteRange range = ByteRange.of(context.header("Range"), length)
                    .orElseThrow(() -> {
                        context.header("Content-Range", "bytes */" + length);
                        return new ApiFailure(416, "wrong-range", "Ask for one range of bytes that the part has.");
                    })
                    .atMost(MOST_BYTES);
            playback.openings().opened(session, recording.consultationId(), name);
            byte[] bytes = playback.parts().read(name, range.first(), range.length());
            context.status(206)
                    .contentType("application/octet-stream")
                    .header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + length)
                    .result(bytes);
        } catch (NoSuchFileException e) {
            throw unknown();
        } catch (IOException e) {
            throw new ApiFailure(503, "store-unreachable", "The recording cannot be read just now. Please try again.");
        }
    }

    private static PartName name(Recording recording, String part) {
        Optional<RecordingPart> known = recording.parts().stream()
                .filter(each -> Integer.toString(each.number()).equals(part))
                .findAny();
        return known.map(each -> new PartName(uuid(recording.id()), each.number()))
                .orElseThrow(RecordingsApi::unknown);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ApiFailure unknown() {
        return new ApiFailure(404, "unknown-recording", "There is no such recording.");
    }
}
