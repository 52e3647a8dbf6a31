// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.apotheca.bench.client;

import org.jspecify.annotations.NullMarked;
