// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.archive.PartName;
import io.apotheca.signaling.archive.ArchivePlaces;
import io.apotheca.signaling.archive.RecordedArchive;
import io.apotheca.signaling.archive.RecordedPart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the archives that a command is about: files and folders by their paths, else ids of the database's. */
final class ArchiveTargets {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private ArchiveTargets() {}

    /** Whether what was given is to be looked up in the database, and not a path. */
    static boolean isId(String given) {
        return ID.matcher(given).matches();
    }

    /** Files of the same archive belong together; by their names, because that needs no key. */
    static List<ArchiveTarget> files(List<String> paths) throws StartException {
        Map<String, List<ArchiveTarget.Part>> byArchive = new LinkedHashMap<>();
        for (String path : paths) {
            for (Path file : partsAt(Path.of(path))) {
                String fileName = String.valueOf(file.getFileName());
                Optional<PartName> name = PartName.of(fileName);
                ArchiveTarget.Part part = part(file, name.map(PartName::part).orElse(1), fileName.endsWith(".open"));
                byArchive
                        .computeIfAbsent(
                                name.map(known -> known.archive().toString()).orElse(fileName),
                                each -> new ArrayList<>())
                        .add(part);
            }
        }
        return byArchive.entrySet().stream()
                .map(each -> new ArchiveTarget(
                        each.getKey(),
                        each.getValue().stream()
                                .sorted(Comparator.comparingInt(ArchiveTarget.Part::number))
                                .toList(),
                        Optional.empty(),
                        new TreeSet<>()))
                .toList();
    }

    private static List<Path> partsAt(Path path) throws StartException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file ->
                            PartName.of(String.valueOf(file.getFileName())).isPresent())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(path);
        }
    }

    private static ArchiveTarget.Part part(Path file, int number, boolean open) throws StartException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw unreadable(file);
        }
        try {
            return new ArchiveTarget.Part(
                    file.toString(),
                    number,
                    open,
                    Files.size(file),
                    () -> FileChannel.open(file),
                    Optional.empty(),
                    false);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static StartException unreadable(Path path) {
        return new StartException(ExitCode.STORAGE, path + " cannot be read: check its path and its permissions.");
    }

    /** Those of the ids, or all where no id is given: what the database has, and what lies in a place and is not in it. */
    static List<ArchiveTarget> stored(ArchiveOffice office, List<String> ids) throws StartException {
        Map<UUID, RecordedArchive> rows = new LinkedHashMap<>();
        office.archives().rows().all().forEach(row -> rows.put(row.id(), row));
        Map<UUID, List<ArchivePlaces.Place>> places = new TreeMap<>();
        try {
            for (ArchivePlaces.Place place : office.archives().places().parts()) {
                places.computeIfAbsent(place.name().archive(), id -> new ArrayList<>())
                        .add(place);
            }
        } catch (IOException e) {
            throw ArchiveOffice.unreachable();
        }
        List<UUID> wanted = ids.isEmpty()
                ? Stream.concat(rows.keySet().stream(), places.keySet().stream())
                        .distinct()
                        .toList()
                : ids.stream().map(UUID::fromString).toList();
        List<ArchiveTarget> targets = new ArrayList<>();
        for (UUID id : wanted) {
            if (!rows.containsKey(id) && !places.containsKey(id)) {
                throw unknown(id);
            }
            targets.add(target(id, Optional.ofNullable(rows.get(id)), places.getOrDefault(id, List.of())));
        }
        return targets;
    }

    static StartException unknown(UUID id) {
        return new StartException(
                ExitCode.UNKNOWN_ARCHIVE,
                "There is no archive " + id + ", neither in the database nor in the store: archive list shows all.");
    }

    private static ArchiveTarget target(UUID id, Optional<RecordedArchive> row, List<ArchivePlaces.Place> places) {
        Map<Integer, RecordedPart> known = new TreeMap<>();
        row.ifPresent(archive -> archive.parts().forEach(part -> known.put(part.number(), part)));
        SortedSet<Integer> absent = new TreeSet<>();
        known.values().stream().filter(part -> !part.isLost()).forEach(part -> absent.add(part.number()));
        List<ArchiveTarget.Part> parts = new ArrayList<>();
        for (ArchivePlaces.Place place : places) {
            Optional<RecordedPart> part =
                    Optional.ofNullable(known.get(place.name().part()));
            absent.remove(place.name().part());
            parts.add(new ArchiveTarget.Part(
                    "part " + place.name().part(),
                    place.name().part(),
                    place.open(),
                    place.lengthBytes(),
                    place.opener(),
                    part.flatMap(RecordedPart::digest),
                    part.filter(RecordedPart::isUnfinished).isPresent()));
        }
        return new ArchiveTarget(id.toString(), parts, row, absent);
    }
}
