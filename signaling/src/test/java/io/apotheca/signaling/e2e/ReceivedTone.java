// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import dev.onvoid.webrtc.media.audio.AudioTrackSink;

/** The pitch of received sound, from its rising zero crossings over the last second. Written by libwebrtc's thread. */
final class ReceivedTone implements AudioTrackSink {
    private static final int QUIET = 500;

    private long samples;
    private long windowSamples;
    private int crossings;
    private boolean low;
    private double toneHz;

    @Override
    public synchronized void onData(byte[] data, int bitsPerSample, int sampleRate, int channels, int frames) {
        for (int i = 0; i < frames; i++) {
            int at = 2 * i * channels;
            int value = (short) ((data[at] & 0xff) | data[at + 1] << 8);
            if (value < -QUIET) {
                low = true;
            } else if (low && value > QUIET) {
                low = false;
                crossings++;
            }
        }
        samples += frames;
        windowSamples += frames;
        if (windowSamples >= sampleRate) {
            toneHz = (double) crossings * sampleRate / windowSamples;
            crossings = 0;
            windowSamples = 0;
        }
    }

    synchronized long samples() {
        return samples;
    }

    synchronized double toneHz() {
        return toneHz;
    }
}
