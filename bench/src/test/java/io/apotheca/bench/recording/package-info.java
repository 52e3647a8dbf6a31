// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.apotheca.bench.recording;

import org.jspecify.annotations.NullMarked;
