// SPDX-License-Identifier: Apache-2.0
/** The recorder: takes the media of sessions from the media server and keeps it in archives that only a records key opens. */
@NullMarked
package io.apotheca.recorder;

import org.jspecify.annotations.NullMarked;
