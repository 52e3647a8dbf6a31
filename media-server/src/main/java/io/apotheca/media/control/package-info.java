// SPDX-License-Identifier: Apache-2.0
/** The media control service: gRPC on virtual threads on one side, rooms on their loops on the other. */
@NullMarked
package io.apotheca.media.control;

import org.jspecify.annotations.NullMarked;
