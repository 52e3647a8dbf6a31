// SPDX-License-Identifier: Apache-2.0
import { type Decoder, isObject, object, oneOf, optional, text } from "../protocol/fields";

/** An answer of the server: the value, or why there is none. Status 0: the server could not be reached. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly code: string; readonly message: string };

const account = object({ name: text, account: text });
const visit = object({
  participant: text,
  name: text,
  state: oneOf("waiting", "admitted", "declined", "removed", "left", "ended"),
});

export const api = {
  staff: () => request("GET", "/api/staff/session", undefined, account),
  signIn: (credentials: { readonly account: string; readonly password: string }) =>
    request("POST", "/api/staff/session", credentials, account),
  signInToDemo: (key: string) => request("POST", "/api/staff/demo-session", { key }, account),
  signOut: () => request("DELETE", "/api/staff/session", undefined, nothing),
  invite: (into: { readonly consultation: string; readonly role: "guest" | "interpreter" } | null) =>
    request("POST", "/api/staff/invitations", into ?? {}, object({ link: text, consultation: text })),
  look: (token: string) =>
    request("POST", "/api/visit/look", { token }, object({ name: optional(text), pharmacy: text })),
  checkIn: (token: string, name: string) =>
    request("POST", "/api/visit", name === "" ? { token } : { token, name }, object({ participant: text })),
  visit: () => request("GET", "/api/visit", undefined, visit),
  leave: () => request("DELETE", "/api/visit", undefined, nothing),
} as const;

function nothing(): null {
  return null;
}

const unreachable = { ok: false, status: 0, code: "unreachable", message: "" } as const;

export async function request<T>(method: string, path: string, body: object | undefined, decoder: Decoder<T>): Promise<Outcome<T>> {
  try {
    const response = await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
    const value: unknown = response.status === 204 ? null : await response.json();
    if (response.ok) return { ok: true, value: decoder(value, path) };
    const failure = isObject(value) ? value : {};
    return {
      ok: false,
      status: response.status,
      code: typeof failure["code"] === "string" ? failure["code"] : "unexpected",
      message: typeof failure["message"] === "string" ? failure["message"] : "",
    };
  } catch {
    return unreachable;
  }
}
