// SPDX-License-Identifier: Apache-2.0
/** Visit links and the sessions of those who came by one. */
@NullMarked
package io.apotheca.signaling.visit;

import org.jspecify.annotations.NullMarked;
