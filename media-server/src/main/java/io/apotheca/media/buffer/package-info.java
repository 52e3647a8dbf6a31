// SPDX-License-Identifier: Apache-2.0
/** Fixed byte buffers and big-endian access to them. A leaf: depends on nothing else here. */
@NullMarked
package io.apotheca.media.buffer;

import org.jspecify.annotations.NullMarked;
