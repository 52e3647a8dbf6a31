// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

/** Is told by a {@link SessionRecorder} on its thread; never throws. */
public interface SessionListener {
    void note(SessionNote note);

    /** A key frame of a stream is needed; told again every second until it comes. */
    void keyframeWanted(int track, int stream);
}
