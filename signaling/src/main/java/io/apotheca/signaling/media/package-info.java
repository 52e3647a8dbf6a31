// SPDX-License-Identifier: Apache-2.0
/** The media service as consultations use it. */
@NullMarked
package io.apotheca.signaling.media;

import org.jspecify.annotations.NullMarked;
