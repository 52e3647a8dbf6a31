// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

/** A video codec that may be used in consultations. */
public enum VideoCodec {
    VP8,
    VP9,
    H264,
    AV1
}
