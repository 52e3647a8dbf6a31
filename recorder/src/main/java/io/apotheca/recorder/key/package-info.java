// SPDX-License-Identifier: Apache-2.0
/**
 * Records keys, which archives are sealed for: X25519 pairs (RFC 7748). Servers hold the public halves; the private half is
 * its custodian's, in a file under a passphrase, which Java and a browser's WebCrypto both open.
 */
@NullMarked
package io.apotheca.recorder.key;

import org.jspecify.annotations.NullMarked;
