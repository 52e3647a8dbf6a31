// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a message may hold: checks for the compact constructors. The texts name the field, never its value. */
final class Limits {
    static final int ID_CHARS = 64;
    static final int NAME_CHARS = 100;
    static final int MID_CHARS = 32;
    static final int SDP_CHARS = 256 * 1024;
    static final int CODE_CHARS = 64;
    static final int TEXT_CHARS = 500;
    static final int QUESTION_CHARS = 2000;
    static final int SECTIONS = 32;
    static final int PEOPLE = 64;
    static final int QUEUE = 1000;

    private Limits() {}

    /** An opaque identifier: letters, digits, hyphen and underscore. */
    static String id(String field, @Nullable String value) {
        return check(field, text(field, value, ID_CHARS), Limits::isIdCharacter);
    }

    /** A media identification tag: an SDP token (RFC 5888 section 4). */
    static String mid(String field, @Nullable String value) {
        return check(field, text(field, value, MID_CHARS), Limits::isTokenCharacter);
    }

    /** A person's name, as it is shown: not blank and without control characters. */
    static String name(String field, @Nullable String value) {
        String name = check(field, text(field, value, NAME_CHARS), c -> !Character.isISOControl(c));
        if (name.isBlank()) {
            throw new InvalidFieldException(field, "must not be blank");
        }
        return name;
    }

    static String text(String field, @Nullable String value, int mostChars) {
        String text = present(field, value);
        if (text.isEmpty() || text.length() > mostChars) {
            throw new InvalidFieldException(field, "must have between 1 and " + mostChars + " characters");
        }
        return text;
    }

    /** Somebody's own answer: not the want of one. */
    static ConsentState answer(String field, @Nullable ConsentState value) {
        ConsentState answer = present(field, value);
        if (answer == ConsentState.NEEDED) {
            throw new InvalidFieldException(field, "must be an answer");
        }
        return answer;
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidFieldException(field, "is missing");
        }
        return value;
    }

    static <T> List<T> list(String field, @Nullable List<T> value, int most) {
        List<T> list = present(field, value);
        if (list.size() > most) {
            throw new InvalidFieldException(field, "must have at most " + most + " entries");
        }
        if (list.stream().anyMatch(Objects::isNull)) {
            throw new InvalidFieldException(field, "must not have empty entries");
        }
        return List.copyOf(list);
    }

    /** A copy that keeps the order of the entries. */
    static <V> Map<String, V> byMid(String field, @Nullable Map<String, V> value, int most) {
        Map<String, V> map = present(field, value);
        if (map.size() > most) {
            throw new InvalidFieldException(field, "must have at most " + most + " entries");
        }
        map.forEach((mid, entry) -> {
            mid(field, mid);
            present(field, entry);
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static String check(String field, String value, CharacterRule rule) {
        for (int at = 0; at < value.length(); at++) {
            if (!rule.allows(value.charAt(at))) {
                throw new InvalidFieldException(field, "has a character that is not allowed");
            }
        }
        return value;
    }

    private static boolean isIdCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static boolean isTokenCharacter(char c) {
        return isIdCharacter(c) || "!#$%&'*+.^`{|}~".indexOf(c) >= 0;
    }

    @FunctionalInterface
    private interface CharacterRule {
        boolean allows(char c);
    }
}
