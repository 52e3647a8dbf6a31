// SPDX-License-Identifier: Apache-2.0
/** What a room's media and people are told of to somebody outside, such as a recorder: never in the way of the call. Sans-IO. */
@NullMarked
package io.apotheca.media.tap;

import org.jspecify.annotations.NullMarked;
