// SPDX-License-Identifier: Apache-2.0
/** The bench's command line: {@code ./apotheca bench bwe}, {@code jmh} and {@code link}. */
@NullMarked
package io.apotheca.bench;

import org.jspecify.annotations.NullMarked;
