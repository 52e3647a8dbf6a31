// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts decoded frames and keeps the colours of the newest one's halves. Written by libwebrtc's thread, read by any. */
final class ReceivedPicture implements VideoTrackSink {
    private long frames;
    private List<Integer> left = List.of();
    private List<Integer> right = List.of();

    @Override
    public synchronized void onVideoFrame(VideoFrame frame) {
        I420Buffer picture = frame.buffer.toI420();
        frames++;
        left = colour(picture, 0.25);
        right = colour(picture, 0.75);
        picture.release();
    }

    private static List<Integer> colour(I420Buffer picture, double across) {
        int column = (int) (picture.getWidth() * across);
        int row = picture.getHeight() / 4;
        return Colours.rgb(
                at(picture.getDataY(), row * picture.getStrideY() + column),
                at(picture.getDataU(), row / 2 * picture.getStrideU() + column / 2),
                at(picture.getDataV(), row / 2 * picture.getStrideV() + column / 2));
    }

    private static int at(ByteBuffer plane, int index) {
        return plane.get(index) & 0xff;
    }

    synchronized long frames() {
        return frames;
    }

    synchronized List<Integer> left() {
        return left;
    }

    synchronized List<Integer> right() {
        return right;
    }
}
