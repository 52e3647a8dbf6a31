// SPDX-License-Identifier: Apache-2.0
/** Configuration as a tree of validated records, read from HOCON. */
@NullMarked
package io.apotheca.signaling.config;

import org.jspecify.annotations.NullMarked;
