// SPDX-License-Identifier: Apache-2.0
/** How failures are written down without what they were about. */
@NullMarked
package io.apotheca.signaling.log;

import org.jspecify.annotations.NullMarked;
