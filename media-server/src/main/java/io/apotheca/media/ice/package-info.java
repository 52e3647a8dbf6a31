// SPDX-License-Identifier: Apache-2.0
/** An ICE-lite agent (RFC 8445, section 2.5): answers checks, remembers validated paths and the nominated one. */
@NullMarked
package io.apotheca.media.ice;

import org.jspecify.annotations.NullMarked;
