// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

/**
 * When consultations are recorded, what of them, and by which words people are asked. The site is what retention rules
 * go by.
 */
public record RecordingSettings(Policy policy, boolean video, String site, String videoQuestion, String audioQuestion) {
    private static final int QUESTION_CHARS = 2000;
    private static final int SITE_CHARS = 64;

    /** When everybody is asked. */
    public enum Policy {
        NEVER,
        BUTTON,
        ALWAYS
    }

    static RecordingSettings from(Section section) throws SettingsException {
        Section question = section.section("question");
        return new RecordingSettings(
                policy(section),
                video(section),
                shortEnough(section, "site", SITE_CHARS),
                shortEnough(question, "audio-and-video", QUESTION_CHARS),
                shortEnough(question, "audio", QUESTION_CHARS));
    }

    private static Policy policy(Section section) throws SettingsException {
        return switch (section.text("policy")) {
            case "never" -> Policy.NEVER;
            case "button" -> Policy.BUTTON;
            case "always" -> Policy.ALWAYS;
            default -> throw section.wrong("policy", "never, button or always");
        };
    }

    private static boolean video(Section section) throws SettingsException {
        return switch (section.text("content")) {
            case "audio-and-video" -> true;
            case "audio" -> false;
            default -> throw section.wrong("content", "audio-and-video or audio");
        };
    }

    private static String shortEnough(Section section, String key, int most) throws SettingsException {
        String text = section.filled(key);
        if (text.length() > most) {
            throw section.wrong(key, "a text of at most " + most + " characters");
        }
        return text;
    }
}
