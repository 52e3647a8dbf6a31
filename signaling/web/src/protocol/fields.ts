// SPDX-License-Identifier: Apache-2.0

/** Turns an untrusted value into a T, or throws {@link Malformed}. */
export type Decoder<T> = (value: unknown, at: string) => T;

/** What a decoder yields. */
export type Decoded<D> = D extends Decoder<infer T> ? T : never;

/** A value is not what the protocol says; the message names the place, never the value. */
export class Malformed extends Error {
  constructor(at: string, expected: string) {
    super(`${at}: expected ${expected}`);
    this.name = "Malformed";
  }
}

export const text: Decoder<string> = (value, at) => {
  if (typeof value !== "string") throw new Malformed(at, "text");
  return value;
};

/** A whole number that counts from zero. */
export const count: Decoder<number> = (value, at) => {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Malformed(at, "a count");
  return value;
};

export const flag: Decoder<boolean> = (value, at) => {
  if (typeof value !== "boolean") throw new Malformed(at, "true or false");
  return value;
};

/** An ISO 8601 instant, kept as milliseconds since 1970. */
export const instant: Decoder<number> = (value, at) => {
  const millis = typeof value === "string" ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(millis)) throw new Malformed(at, "an instant");
  return millis;
};

export function oneOf<const T extends string>(...words: readonly T[]): Decoder<T> {
  return (value, at) => {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw new Malformed(at, words.join(" or "));
    return word;
  };
}

export function list<T>(item: Decoder<T>): Decoder<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new Malformed(at, "a list");
    return value.map((entry: unknown, index) => item(entry, `${at}[${index}]`));
  };
}

/** A field that may be missing or null; both decode to null. */
export function optional<T>(field: Decoder<T>): Decoder<T | null> {
  return (value, at) => (value === undefined || value === null ? null : field(value, at));
}

/** An object with at least these fields; fields that are not named are left out. */
export function object<F extends Readonly<Record<string, Decoder<unknown>>>>(
  fields: F,
): Decoder<{ readonly [K in keyof F]: Decoded<F[K]> }> {
  return (value, at) => {
    if (!isObject(value)) throw new Malformed(at, "an object");
    const entries = Object.entries(fields).map(([name, field]) => [
      name,
      field(Object.hasOwn(value, name) ? value[name] : undefined, `${at}.${name}`),
    ]);
    // Built from exactly the fields asked for, each decoded by its own decoder.
    return Object.fromEntries(entries) as { readonly [K in keyof F]: Decoded<F[K]> };
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
