// SPDX-License-Identifier: Apache-2.0
/** Secrets that stand for somebody, and the identifiers of everything else. */
@NullMarked
package io.apotheca.signaling.token;

import org.jspecify.annotations.NullMarked;
