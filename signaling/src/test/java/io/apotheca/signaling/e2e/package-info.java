// SPDX-License-Identifier: Apache-2.0
/**
 * The whole product from outside: real browsers and foreign WebRTC stacks against a running {@code demo}. A test whose tool
 * is missing fails; {@code .ci/install-test-tools} installs them.
 */
@NullMarked
package io.apotheca.signaling.e2e;

import org.jspecify.annotations.NullMarked;
