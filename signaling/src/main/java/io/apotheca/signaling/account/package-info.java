// SPDX-License-Identifier: Apache-2.0
/** Staff accounts, their passwords and their sessions. */
@NullMarked
package io.apotheca.signaling.account;

import org.jspecify.annotations.NullMarked;
