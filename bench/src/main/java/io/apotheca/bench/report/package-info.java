// SPDX-License-Identifier: Apache-2.0
/** What a bench found out, for people and for programs: a table, JSON, and pictures. */
@NullMarked
package io.apotheca.bench.report;

import org.jspecify.annotations.NullMarked;
