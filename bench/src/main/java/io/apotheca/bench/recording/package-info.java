// SPDX-License-Identifier: Apache-2.0
/** Recording under load: what it takes of the processor and of memory, and what a recorder that is killed loses. */
@NullMarked
package io.apotheca.bench.recording;

import org.jspecify.annotations.NullMarked;
