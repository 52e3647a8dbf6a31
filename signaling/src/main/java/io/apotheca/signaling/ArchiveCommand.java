// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import picocli.CommandLine.Command;

/** Operators' and custodians' tools for recordings. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description =
                "Archives of recordings. An ARCHIVE is an id that archive list shows, or files and folders by their paths.",
        subcommands = {
            ArchiveListCommand.class,
            ArchiveVerifyCommand.class,
            ArchiveExportCommand.class,
            ArchiveHoldCommand.class,
            ArchiveReleaseCommand.class,
            ArchiveDeleteCommand.class,
            ArchiveRecoverCommand.class,
            ArchiveRetentionCommand.class
        })
final class ArchiveCommand {}
