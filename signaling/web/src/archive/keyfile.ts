// SPDX-License-Identifier: Apache-2.0
import { count, object, text as words } from "../protocol/fields";
import { ascii, type Bytes, fromBase64, hex } from "./bytes";
import { keyPair } from "./hpke";
import { ArchiveProblem } from "./problem";

/** The private half of a records key, held by the browser so that scripts can use but not read it. */
export interface RecordsKey {
  /** The first 16 bytes of the public key's SHA-256, hexadecimal. */
  readonly id: string;
  readonly pair: CryptoKeyPair;
}

const format = "apotheca-records-private-key-1";
const publicKeyPrefix = "apotheca-records-key-1:";
const longest = 4_096;
const fewestRounds = 600_000;
const mostRounds = 10_000_000;

const fields = object({ format: words, publicKey: words, rounds: count, salt: words, nonce: words, sealed: words });

/**
 * Opens a private key's file (recorder/docs/archive-format.md) with its passphrase. That takes a second or so, on purpose:
 * it is what makes guessing slow.
 */
export async function openKeyFile(content: string, passphrase: string): Promise<RecordsKey> {
  const file = parse(content);
  const kek = await crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt: file.salt, iterations: file.rounds },
    await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase), "PBKDF2", false, ["deriveKey"]),
    { name: "AES-GCM", length: 256 },
    false,
    ["decrypt"],
  );
  const secret = await opened(kek, file);
  try {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", file.publicKey));
    return { id: hex(digest.subarray(0, 16)), pair: await keyPair(secret, file.publicKey) };
  } finally {
    secret.fill(0);
  }
}

type KeyFile = ReturnType<typeof parse>;

function parse(content: string) {
  if (content.length > longest) throw new ArchiveProblem("no-key-file");
  let file;
  try {
    file = fields(JSON.parse(content), "key");
  } catch {
    throw new ArchiveProblem("no-key-file");
  }
  const known = file.format === format && file.publicKey.startsWith(publicKeyPrefix);
  const publicKey = known ? fromBase64(file.publicKey.slice(publicKeyPrefix.length)) : null;
  const salt = fromBase64(file.salt);
  const nonce = fromBase64(file.nonce);
  const sealed = fromBase64(file.sealed);
  if (
    publicKey?.length !== 32 ||
    salt?.length !== 16 ||
    nonce?.length !== 12 ||
    sealed?.length !== 48 ||
    file.rounds < fewestRounds ||
    file.rounds > mostRounds
  ) {
    throw new ArchiveProblem("no-key-file");
  }
  return { publicKey, salt, nonce, sealed, rounds: file.rounds, associated: ascii(file.publicKey) };
}

async function opened(kek: CryptoKey, file: KeyFile): Promise<Bytes> {
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: "AES-GCM", iv: file.nonce, additionalData: file.associated }, kek, file.sealed),
    );
  } catch {
    throw new ArchiveProblem("wrong-passphrase");
  }
}
