// SPDX-License-Identifier: Apache-2.0
/** One session's recording: from what the tap tells to one Matroska stream with notes beside it. */
@NullMarked
package io.apotheca.recorder.session;

import org.jspecify.annotations.NullMarked;
