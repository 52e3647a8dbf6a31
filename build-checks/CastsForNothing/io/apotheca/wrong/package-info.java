// SPDX-License-Identifier: Apache-2.0
/** Wrong on purpose, to prove that the checks catch. */
@NullMarked
package io.apotheca.wrong;

import org.jspecify.annotations.NullMarked;
