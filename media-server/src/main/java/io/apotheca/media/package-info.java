// SPDX-License-Identifier: Apache-2.0
/** The media server: its configuration, and how its parts are put together. */
@NullMarked
package io.apotheca.media;

import org.jspecify.annotations.NullMarked;
