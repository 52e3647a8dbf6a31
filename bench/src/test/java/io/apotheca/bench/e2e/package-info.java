// SPDX-License-Identifier: Apache-2.0
/** The whole product from outside, by bad links: real browsers reach a running {@code demo} through the relay. */
@NullMarked
package io.apotheca.bench.e2e;

import org.jspecify.annotations.NullMarked;
