// SPDX-License-Identifier: Apache-2.0
import { type Bytes, view } from "./bytes";

/** Of the stream's own header: its length, a salt, the nonces' prefix. */
export const streamHeaderLength = 40;
export const tagLength = 16;
const saltLength = 32;

/** Opens segments of a stream as Tink's AES-GCM-HKDF streaming seals them. */
export class SegmentOpener {
  readonly #key: CryptoKey;
  readonly #prefix: Bytes;

  private constructor(key: CryptoKey, prefix: Bytes) {
    this.#key = key;
    this.#prefix = prefix;
  }

  /** The stream is bound to `associated`; null for what is no stream's header. */
  static async of(dataKey: Bytes, streamHeader: Bytes, associated: Bytes): Promise<SegmentOpener | null> {
    if (streamHeader.length !== streamHeaderLength || streamHeader[0] !== streamHeaderLength) return null;
    const salt = streamHeader.slice(1, 1 + saltLength);
    const key = await crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt, info: associated },
      await crypto.subtle.importKey("raw", dataKey, "HKDF", false, ["deriveKey"]),
      { name: "AES-GCM", length: 256 },
      false,
      ["decrypt"],
    );
    return new SegmentOpener(key, streamHeader.slice(1 + saltLength));
  }

  /** Null if it is not what was sealed as this segment. */
  async open(sealed: Bytes, number: number, last: boolean): Promise<Bytes | null> {
    const nonce = new Uint8Array(12);
    nonce.set(this.#prefix);
    view(nonce).setUint32(7, number);
    nonce[11] = last ? 1 : 0;
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, this.#key, sealed));
    } catch {
      return null;
    }
  }
}
