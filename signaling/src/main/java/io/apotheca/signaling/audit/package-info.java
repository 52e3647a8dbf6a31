// SPDX-License-Identifier: Apache-2.0
/** The append-only record of who did what. Holds ids, never names or addresses. */
@NullMarked
package io.apotheca.signaling.audit;

import org.jspecify.annotations.NullMarked;
