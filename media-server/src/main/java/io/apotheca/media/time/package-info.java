// SPDX-License-Identifier: Apache-2.0
/** Time as values handed in: nothing here reads a clock. A leaf: depends on nothing else here. */
@NullMarked
package io.apotheca.media.time;

import org.jspecify.annotations.NullMarked;
