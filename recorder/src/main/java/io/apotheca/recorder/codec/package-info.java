// SPDX-License-Identifier: Apache-2.0
/** What a picture's or sound's own bytes say of it, as far as a player must know it ahead: configurations, sizes, durations. */
@NullMarked
package io.apotheca.recorder.codec;

import org.jspecify.annotations.NullMarked;
