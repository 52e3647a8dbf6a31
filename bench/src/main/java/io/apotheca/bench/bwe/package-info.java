// SPDX-License-Identifier: Apache-2.0
/**
 * Judges the media server's bandwidth estimation in virtual time: the cases of RFC 8867, the grid of RFC 8868, and the goals
 * this project set itself. {@link io.apotheca.bench.bwe.BweBench} runs them. The same build gives the same figures.
 */
@NullMarked
package io.apotheca.bench.bwe;

import org.jspecify.annotations.NullMarked;
