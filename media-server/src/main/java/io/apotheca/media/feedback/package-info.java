// SPDX-License-Identifier: Apache-2.0
/**
 * What one stream or one transport remembers in order to give feedback: missing packets, packets to send again, arrival
 * times, wishes for key frames, reception statistics. Registers only: they decide what to say and when, and say nothing
 * themselves. Owned by the MediaLoop of their track or transport; the per-packet methods allocate nothing.
 */
@NullMarked
package io.apotheca.media.feedback;

import org.jspecify.annotations.NullMarked;
