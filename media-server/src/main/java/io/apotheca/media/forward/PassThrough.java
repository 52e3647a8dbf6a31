// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/** For codecs that number nothing in their payload, such as Opus and H.264. */
final class PassThrough implements CodecRewriter {
    @Override
    public void switchSource(IngressPacket first) {
        // nothing is numbered, so nothing has to continue
    }

    @Override
    public void leaveOut(IngressPacket packet) {
        // nothing has to close up
    }

    @Override
    public boolean rewrite(byte[] bytes, int offset, int length) {
        return true;
    }
}
