// SPDX-License-Identifier: Apache-2.0
/**
 * The operators' view of archives: what the database says of them and what the store has, holds, deleting, closing off what a
 * crash left, and the daily run of retention.
 */
@NullMarked
package io.apotheca.signaling.archive;

import org.jspecify.annotations.NullMarked;
