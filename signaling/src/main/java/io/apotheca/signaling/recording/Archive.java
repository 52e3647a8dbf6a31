// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.signaling.wire.RecordedContent;
import java.time.Instant;

/** One recording of a consultation, as it is stored: an archive of one or more parts. Its timeline begins at {@code begunAt}. */
public record Archive(String id, String consultationId, String site, RecordedContent content, Instant begunAt) {}
