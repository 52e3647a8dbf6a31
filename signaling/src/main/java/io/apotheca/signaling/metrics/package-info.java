// SPDX-License-Identifier: Apache-2.0
/**
 * Figures for operators, and the address where Prometheus reads them. Their labels are words from fixed sets, never an id, a
 * name or an address. The media server's come by its control service, so that they are served alike wherever it runs.
 */
@NullMarked
package io.apotheca.signaling.metrics;

import org.jspecify.annotations.NullMarked;
