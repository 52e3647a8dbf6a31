// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;

/** One person's colours and tone as raw frames; a bar wanders through the picture so that it is alive. One thread. */
final class SyntheticMedia {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int RATE_HZ = 48_000;

    private final Person person;
    private int frame;
    private long sample;

    SyntheticMedia(Person person) {
        this.person = person;
    }

    void pushFrame(CustomVideoSource source) {
        NativeI420Buffer buffer = NativeI420Buffer.allocate(WIDTH, HEIGHT);
        halves(
                buffer.getDataY(),
                buffer.getStrideY(),
                HEIGHT,
                Colours.luma(person.left()),
                Colours.luma(person.right()));
        halves(
                buffer.getDataU(),
                buffer.getStrideU(),
                HEIGHT / 2,
                Colours.blueDifference(person.left()),
                Colours.blueDifference(person.right()));
        halves(
                buffer.getDataV(),
                buffer.getStrideV(),
                HEIGHT / 2,
                Colours.redDifference(person.left()),
                Colours.redDifference(person.right()));
        bar(buffer);
        var picture = new VideoFrame(buffer, System.nanoTime());
        source.pushFrame(picture);
        picture.release();
        frame++;
    }

    private static void halves(ByteBuffer plane, int stride, int rows, int left, int right) {
        for (int at = 0; at < stride * rows; at++) {
            plane.put(at, (byte) (at % stride < stride / 2 ? left : right));
        }
    }

    private void bar(NativeI420Buffer buffer) {
        int from = frame * 8 % (WIDTH - 16);
        for (int row = HEIGHT * 3 / 4; row < HEIGHT; row++) {
            for (int column = from; column < from + 16; column++) {
                buffer.getDataY().put(row * buffer.getStrideY() + column, (byte) 235);
            }
        }
    }

    void pushSound(CustomAudioSource source, int millis) {
        int count = RATE_HZ / 1000 * millis;
        byte[] pcm = new byte[count * 2];
        for (int i = 0; i < count; i++, sample++) {
            int value = (int) (8000 * Math.sin(2 * Math.PI * person.toneHz() * sample / RATE_HZ));
            pcm[2 * i] = (byte) value;
            pcm[2 * i + 1] = (byte) (value >> 8);
        }
        source.pushAudio(pcm, 16, RATE_HZ, 1, count);
    }
}
