// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

/**
 * One picture, or one packet of sound, as its encoder made it.
 *
 * @param rtpTimestamp unsigned 32 bits
 * @param nanos when the last of it arrived
 * @param key whether a decoder can begin here
 * @param bytes in the form Matroska stores the codec in; the receiver's to keep, and nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncodedFrame(long rtpTimestamp, long nanos, boolean key, byte[] bytes) {}
