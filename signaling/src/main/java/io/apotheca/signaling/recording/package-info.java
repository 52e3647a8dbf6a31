// SPDX-License-Identifier: Apache-2.0
/** Who agreed to be recorded, what was archived, and the way to the recorder. */
@NullMarked
package io.apotheca.signaling.recording;

import org.jspecify.annotations.NullMarked;
