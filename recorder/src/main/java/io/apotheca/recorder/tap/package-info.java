// SPDX-License-Identifier: Apache-2.0
/** What the recorder is told of a session, in the order in which it happened at the media server. */
@NullMarked
package io.apotheca.recorder.tap;

import org.jspecify.annotations.NullMarked;
