// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.SendEncoding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The streams of an m-line on which the client sends simulcast (RFC 8853), by their rids (RFC 8851): the first of each
 * list of alternatives, those that begin paused included.
 */
final class OfferedRids {
    /** Of one source. */
    private static final int MAX_STREAMS = 3;

    private static final int MAX_RID_CHARS = 16;
    private static final int MAX_HEIGHT = 65_535;

    private OfferedRids() {}

    /** Two or three streams in the offer's order, lowest first; none where the m-line offers no simulcast. */
    static List<SendEncoding> read(MediaDescription section) {
        List<SendEncoding> streams = new ArrayList<>();
        for (String rid : sent(section)) {
            String restrictions = restrictions(section, rid);
            if (restrictions != null && streams.size() < MAX_STREAMS) {
                streams.add(SendEncoding.newBuilder()
                        .setRid(rid)
                        .setMaxHeight(maxHeight(restrictions))
                        .build());
            }
        }
        // Heights order the streams only where each has one.
        if (streams.stream().anyMatch(stream -> stream.getMaxHeight() == 0)) {
            streams.replaceAll(stream -> stream.toBuilder().clearMaxHeight().build());
        }
        return streams.size() < 2 ? List.of() : streams;
    }

    private static Set<String> sent(MediaDescription section) {
        Set<String> rids = new LinkedHashSet<>();
        String simulcast = section.attributes().first("simulcast");
        List<String> words = simulcast == null ? List.of() : SdpText.words(simulcast);
        int send = words.indexOf("send");
        if (send >= 0 && send + 1 < words.size()) {
            for (String alternatives : words.get(send + 1).split(";", -1)) {
                String first = alternatives.split(",", -1)[0];
                String rid = first.startsWith("~") ? first.substring(1) : first;
                if (isRid(rid)) {
                    rids.add(rid);
                }
            }
        }
        return rids;
    }

    /** What {@code a=rid} says of a stream that is sent, null where it says nothing. */
    private static @Nullable String restrictions(MediaDescription section, String rid) {
        String prefix = rid + " send";
        for (String line : section.attributes().all("rid")) {
            if (line.equals(prefix)) {
                return "";
            }
            if (line.startsWith(prefix + " ")) {
                return line.substring(prefix.length() + 1);
            }
        }
        return null;
    }

    private static int maxHeight(String restrictions) {
        for (String restriction : restrictions.split(";", -1)) {
            if (restriction.startsWith("max-height=")) {
                return (int) Math.max(0, SdpText.number(restriction.substring("max-height=".length()), MAX_HEIGHT));
            }
        }
        return 0;
    }

    private static boolean isRid(String text) {
        return !text.isEmpty() && text.length() <= MAX_RID_CHARS && text.chars().allMatch(OfferedRids::isRidCharacter);
    }

    private static boolean isRidCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
