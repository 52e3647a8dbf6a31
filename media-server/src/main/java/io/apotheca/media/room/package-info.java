// SPDX-License-Identifier: Apache-2.0
/** Who is in a room, which slot shows whom, and who speaks. Sans-IO; a room lives on one loop. */
@NullMarked
package io.apotheca.media.room;

import org.jspecify.annotations.NullMarked;
