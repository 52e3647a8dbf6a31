// SPDX-License-Identifier: Apache-2.0
/** What several packages' tests need. */
@NullMarked
package io.apotheca.recorder.testing;

import org.jspecify.annotations.NullMarked;
