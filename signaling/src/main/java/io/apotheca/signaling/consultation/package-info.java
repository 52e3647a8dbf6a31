// SPDX-License-Identifier: Apache-2.0
/** Consultations while they go on: the waiting room as a boundary, who is in, what each client is told. */
@NullMarked
package io.apotheca.signaling.consultation;

import org.jspecify.annotations.NullMarked;
