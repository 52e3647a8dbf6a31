// SPDX-License-Identifier: Apache-2.0
/** A live Matroska stream (RFC 8794, RFC 9559), written forward only, and its reader. */
@NullMarked
package io.apotheca.recorder.matroska;

import org.jspecify.annotations.NullMarked;
