// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

/** How an archive that is being written is doing. */
public sealed interface ArchiveState {
    /** No part has begun yet. */
    record Beginning() implements ArchiveState {}

    /** What is recorded is written within a second. */
    record Recording(int part) implements ArchiveState {}

    /** What is recorded waits in memory, where some seconds of it have room. Nothing is lost yet. */
    record Behind(int part, DiskTrouble trouble, long behindNanos) implements ArchiveState {}

    /** Nothing is recorded. It goes on in a new part when the disk takes it again. */
    record Stopped(DiskTrouble trouble) implements ArchiveState {}

    /** The archive has its end. */
    record Ended() implements ArchiveState {}
}
