// SPDX-License-Identifier: Apache-2.0
/** What each step of a packet's path takes and allocates, by JMH: {@code ./apotheca bench jmh}. */
@NullMarked
package io.apotheca.bench.jmh;

import org.jspecify.annotations.NullMarked;
