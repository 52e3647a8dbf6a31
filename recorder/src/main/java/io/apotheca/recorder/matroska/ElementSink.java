// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

/**
 * Takes a stream's bytes, append-only. Each call brings whole elements, or an element of unknown size with its first whole
 * children, so the stream may be flushed, padded with a Void element, or end, after any call. Errors are the sink's own
 * affair: it never throws.
 */
@FunctionalInterface
public interface ElementSink {
    /** The array is the writer's again when this returns. */
    void elements(byte[] bytes, int offset, int length);
}
