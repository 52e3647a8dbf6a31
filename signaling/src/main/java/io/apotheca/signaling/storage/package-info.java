// SPDX-License-Identifier: Apache-2.0
/** The database: opening, migrating, and what its columns hold. */
@NullMarked
package io.apotheca.signaling.storage;

import org.jspecify.annotations.NullMarked;
