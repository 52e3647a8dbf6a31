// SPDX-License-Identifier: Apache-2.0
/**
 * A media server under load: simulated participants enter rooms, and what they and the server's process are seen to do is
 * added up. {@link io.apotheca.bench.load.Sfu} is the seam by which another server is put in place of ours.
 */
@NullMarked
package io.apotheca.bench.load;

import org.jspecify.annotations.NullMarked;
