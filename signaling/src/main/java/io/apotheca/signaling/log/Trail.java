// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a failure came from, for the log: the classes of the exceptions and a few frames of each. Messages of exceptions
 * are left out, because databases and parsers quote values in theirs.
 */
public final class Trail {
    private static final int CAUSES = 4;
    private static final int FRAMES = 6;

    private Trail() {}

    public static String of(Throwable failure) {
        List<String> parts = new ArrayList<>();
        for (Throwable at = failure; at != null && parts.size() < CAUSES; at = at.getCause()) {
            StringBuilder part = new StringBuilder(at.getClass().getName());
            StackTraceElement[] frames = at.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                part.append(i == 0 ? " at " : " < ")
                        .append(frames[i].getClassName())
                        .append('.')
                        .append(frames[i].getMethodName())
                        .append(':')
                        .append(frames[i].getLineNumber());
            }
            parts.add(part.toString());
        }
        return String.join(" caused by ", parts);
    }
}
