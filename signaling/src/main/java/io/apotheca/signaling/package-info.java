// SPDX-License-Identifier: Apache-2.0
/** The command line and the wiring of one process. */
@NullMarked
package io.apotheca.signaling;

import org.jspecify.annotations.NullMarked;
