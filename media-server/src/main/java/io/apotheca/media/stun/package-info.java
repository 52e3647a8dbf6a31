// SPDX-License-Identifier: Apache-2.0
/** STUN messages (RFC 8489) as far as ICE needs them: a flyweight parser, a writer and short-term message integrity. */
@NullMarked
package io.apotheca.media.stun;

import org.jspecify.annotations.NullMarked;
