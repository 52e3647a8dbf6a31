// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.retention;

import java.time.Instant;

/**
 * Something that is kept.
 *
 * @param id what it is found by: of a recording the archive's id
 * @param endedAt from when on its time counts
 * @param held whether a legal hold is on it
 */
public record KeptItem(String id, DataType type, String site, Instant endedAt, boolean held) {}
