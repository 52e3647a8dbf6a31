// SPDX-License-Identifier: Apache-2.0
/**
 * The cryptography of an archive's part: a data key, wrapped for records keys by HPKE (RFC 9180), and segments sealed under
 * it. By libcrypto no key ever lies in Java's heap; by Tink and the Java runtime, where there is no libcrypto, it does.
 */
@NullMarked
package io.apotheca.recorder.seal;

import org.jspecify.annotations.NullMarked;
