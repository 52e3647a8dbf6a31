// SPDX-License-Identifier: Apache-2.0
/** Other people's SFUs under the same load as ours: how each is installed, started and joined. */
@NullMarked
package io.apotheca.bench.peer;

import org.jspecify.annotations.NullMarked;
