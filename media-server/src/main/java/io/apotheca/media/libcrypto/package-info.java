// SPDX-License-Identifier: Apache-2.0
/** OpenSSL's libcrypto by the foreign function interface: what this machine has of it, and the functions that more than one use. */
@NullMarked
package io.apotheca.media.libcrypto;

import org.jspecify.annotations.NullMarked;
