// SPDX-License-Identifier: Apache-2.0
/** RTCP packets as records, read from and written to datagrams. Pure. */
@NullMarked
package io.apotheca.media.rtcp;

import org.jspecify.annotations.NullMarked;
