// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.metrics;

/** One family of meters: its name, words joined by dots, which Prometheus sees with underscores; and what it tells. */
record Figure(String name, String description) {}
