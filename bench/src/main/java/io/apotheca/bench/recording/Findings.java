// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

import io.apotheca.recorder.archive.ArchiveVerdict;
import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartException;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.PartVerdict;
import io.apotheca.recorder.archive.PartVerifier;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is in a folder of archives, verified and read with the records key. On the caller's thread. */
final class Findings {
    private final LocalFolder folder;
    private final RecordsPrivateKey key;
    private final SortedMap<PartName, PartVerdict> verdicts = new TreeMap<>();
    private final SortedMap<PartName, PartFrames> frames = new TreeMap<>();
    private long bytes;

    private Findings(LocalFolder folder, RecordsPrivateKey key) {
        this.folder = folder;
        this.key = key;
    }

    static Findings in(Path archives, RecordsPrivateKey key, Runnable part) throws IOException {
        Findings findings = new Findings(new LocalFolder(archives), key);
        for (PartName name : findings.folder.parts()) {
            findings.read(name);
            part.run();
        }
        return findings;
    }

    private void read(PartName name) throws IOException {
        boolean open = Files.exists(folder.open(name));
        Path file = open ? folder.open(name) : folder.finished(name);
        bytes += Files.size(file);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            verdicts.put(name, new PartVerifier(Optional.of(key), Optional.empty(), open).verify(channel));
        }
        try {
            frames.put(name, PartFrames.read(name, file, key));
        } catch (PartException e) {
            // Its verdict says what is wrong with it.
        }
    }

    /** @param noted what the server knows of parts' ends, by the names of their files: their digests */
    RecordResult.Archives archives(Map<String, String> noted) {
        Map<UUID, Map<PartName, PartVerdict>> byArchive = verdicts.entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> each.getKey().archive(), Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        long whole = byArchive.values().stream().filter(Findings::whole).count();
        return new RecordResult.Archives(
                byArchive.size(),
                (int) whole,
                verdicts.size(),
                count(PartVerdict.Unfinished.class),
                count(PartVerdict.Broken.class),
                bytes,
                unnoted(noted),
                frames.values().stream().mapToLong(PartFrames::sound).sum(),
                frames.values().stream().mapToLong(PartFrames::missingSound).sum());
    }

    /** Parts that end otherwise than is noted, and notes of parts that are not there. */
    private int unnoted(Map<String, String> noted) {
        Map<String, String> found = new HashMap<>();
        verdicts.forEach((name, verdict) -> found.put(name.fileName(), digest(verdict)));
        Map<String, String> other = new HashMap<>(noted);
        other.entrySet().removeAll(found.entrySet());
        found.entrySet().removeAll(noted.entrySet());
        other.keySet().removeAll(found.keySet());
        return found.size() + other.size();
    }

    private static String digest(PartVerdict verdict) {
        return switch (verdict) {
            case PartVerdict.Whole whole -> whole.digest().hex();
            case PartVerdict.Unfinished unfinished -> unfinished.digest().hex();
            case PartVerdict.Broken _ -> "";
        };
    }

    private int count(Class<? extends PartVerdict> kind) {
        return (int) verdicts.values().stream().filter(kind::isInstance).count();
    }

    private static boolean whole(Map<PartName, PartVerdict> parts) {
        ArchiveVerdict verdict = ArchiveVerdict.of(parts);
        return verdict.ended()
                && verdict.missing().isEmpty()
                && parts.values().stream().noneMatch(PartVerdict.Broken.class::isInstance);
    }

    /**
     * What a kill cost.
     *
     * @param killedNanos when, on the scale of the frames
     * @param nextNanos when the next kill was
     */
    RecordResult.Kill kill(double atSeconds, long killedNanos, long nextNanos) {
        List<Double> losses = new ArrayList<>();
        List<Double> pauses = new ArrayList<>();
        frames.forEach((name, part) -> {
            boolean cut = verdicts.get(name) instanceof PartVerdict.Unfinished;
            if (cut && part.lastNanos() <= killedNanos && killedBy(part, killedNanos)) {
                losses.add((killedNanos - part.lastNanos()) / 1e6);
            }
            if (part.firstNanos() > killedNanos && part.firstNanos() < nextNanos) {
                pauses.add((part.firstNanos() - killedNanos) / 1e6);
            }
        });
        return new RecordResult.Kill(
                atSeconds, losses.size(), RecordResult.Spread.of(losses), RecordResult.Spread.of(pauses));
    }

    /** Whether no later part of the archive begins before the kill: then this one was being written. */
    private boolean killedBy(PartFrames part, long killedNanos) {
        return frames.tailMap(part.name()).values().stream()
                .skip(1)
                .takeWhile(next -> next.name().archive().equals(part.name().archive()))
                .noneMatch(next -> next.firstNanos() < killedNanos);
    }
}
