// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import com.google.protobuf.ByteString;
import io.apotheca.recorder.archive.PartEnd;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.Recovery;
import io.apotheca.recorder.archive.Sha256;
import io.apotheca.recorder.control.v1.PartEnded;
import io.apotheca.recorder.control.v1.RecoveredPart;
import io.apotheca.recorder.control.v1.RecoveredPart.Outcome;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What became of a part that nobody was told of when it happened.
 *
 * @param digest of the whole file; of parts that have an end
 */
record PartFate(PartName name, Outcome outcome, Optional<Sha256> digest, long lengthBytes) {
    static PartFate of(PartEnd end) {
        return new PartFate(end.name(), Outcome.WHOLE, Optional.of(end.digest()), end.lengthBytes());
    }

    /** Empty for a part that somebody writes. */
    static Optional<PartFate> of(Recovery.Outcome outcome) {
        return switch (outcome) {
            case Recovery.Outcome.ClosedOff(Recovery.PartEndOff end) ->
                Optional.of(new PartFate(end.name(), Outcome.UNFINISHED, Optional.of(end.digest()), end.lengthBytes()));
            case Recovery.Outcome.Renamed(PartName name) ->
                Optional.of(new PartFate(name, Outcome.WHOLE, Optional.empty(), 0));
            case Recovery.Outcome.Empty(PartName name) ->
                Optional.of(new PartFate(name, Outcome.LOST, Optional.empty(), 0));
            case Recovery.Outcome.NotOurs(PartName name, var _) ->
                Optional.of(new PartFate(name, Outcome.LEFT, Optional.empty(), 0));
            case Recovery.Outcome.Failed(PartName name, var _) ->
                Optional.of(new PartFate(name, Outcome.LEFT, Optional.empty(), 0));
            case Recovery.Outcome.BeingWritten(var _) -> Optional.empty();
        };
    }

    RecoveredPart recovered() {
        return RecoveredPart.newBuilder()
                .setArchiveId(name.archive().toString())
                .setPart(name.part())
                .setOutcome(outcome)
                .setDigest(digest.map(PartFate::bytes).orElse(ByteString.EMPTY))
                .setLength(lengthBytes)
                .build();
    }

    /** As a stream of the archive is told of it; empty where there is no end to tell. */
    Optional<PartEnded> ended() {
        return digest.map(sha256 -> PartEnded.newBuilder()
                .setPart(name.part())
                .setDigest(bytes(sha256))
                .setLength(lengthBytes)
                .build());
    }

    static ByteString bytes(Sha256 sha256) {
        return ByteString.copyFrom(HexFormat.of().parseHex(sha256.hex()));
    }
}
