// SPDX-License-Identifier: Apache-2.0
/** How long what is kept is kept: rules, holds, and what a day's deletions come to. Reads no clock and deletes nothing itself. */
@NullMarked
package io.apotheca.recorder.retention;

import org.jspecify.annotations.NullMarked;
