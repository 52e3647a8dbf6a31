// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.retention.DataType;
import io.apotheca.recorder.retention.KeptItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An archive as the database has it.
 *
 * @param shreddedAt when its keys were destroyed
 * @param deletedAt when its bytes were gone, too
 */
public record RecordedArchive(
        UUID id,
        String consultation,
        String site,
        String content,
        Instant begunAt,
        Optional<Instant> endedAt,
        Optional<String> holdReason,
        Optional<Instant> shreddedAt,
        Optional<Instant> deletedAt,
        List<RecordedPart> parts) {
    /** One whose end nobody wrote down has ended at the latest so long after the last thing that is known of it. */
    private static final Duration SURELY_OVER = Duration.ofDays(1);

    public RecordedArchive {
        parts = List.copyOf(parts);
    }

    /** From when on its time counts. Before that it may still be recorded. */
    public Instant over() {
        return endedAt.orElseGet(() -> Stream.concat(
                        Stream.of(begunAt),
                        parts.stream().map(part -> part.endedAt().orElse(part.begunAt())))
                .max(Instant::compareTo)
                .orElseThrow()
                .plus(SURELY_OVER));
    }

    /** As retention sees it. */
    KeptItem item() {
        return new KeptItem(id.toString(), DataType.RECORDING, site, over(), holdReason.isPresent());
    }
}
