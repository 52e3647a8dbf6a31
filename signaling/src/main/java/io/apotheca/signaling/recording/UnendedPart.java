// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

/** A part of an archive, counted from 1, that is being written, or of whose end nothing was heard. */
record UnendedPart(String archiveId, int part) {}
