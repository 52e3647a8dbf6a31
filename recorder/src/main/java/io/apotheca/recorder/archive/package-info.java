// SPDX-License-Identifier: Apache-2.0
/**
 * Sealed archives: their format ({@code recorder/docs/archive-format.md}), writing while a session goes on, reading with the
 * private key, verifying with and without it, and closing off what a crash left.
 */
@NullMarked
package io.apotheca.recorder.archive;

import org.jspecify.annotations.NullMarked;
