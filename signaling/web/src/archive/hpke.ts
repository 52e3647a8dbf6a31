// SPDX-License-Identifier: Apache-2.0
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { type Bytes, join } from "./bytes";

/** RFC 9180, as recorder/docs/archive-format.md has it; X25519 is the browser's own. */
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** What stands before an X25519 private key's 32 bytes in PKCS #8 (RFC 8410 section 7): browsers take no bare ones. */
const pkcs8Head = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20);

/** The private half can be used, and not be read again. */
export async function keyPair(privateKey: Bytes, publicKey: Bytes): Promise<CryptoKeyPair> {
  const encoded = join(pkcs8Head, privateKey);
  try {
    return {
      privateKey: await crypto.subtle.importKey("pkcs8", encoded, { name: "X25519" }, false, ["deriveBits"]),
      publicKey: await crypto.subtle.importKey("raw", publicKey, { name: "X25519" }, true, []),
    };
  } finally {
    encoded.fill(0);
  }
}

/** What was sealed for that key with that info; throws for anything else. */
export async function unwrap(key: CryptoKeyPair, encapsulated: Bytes, sealed: Bytes, info: Bytes): Promise<Bytes> {
  const context = await suite.createRecipientContext({
    recipientKey: key,
    enc: encapsulated.slice().buffer,
    info: info.slice().buffer,
  });
  return new Uint8Array(await context.open(sealed.slice().buffer));
}
