// SPDX-License-Identifier: Apache-2.0
import { isObject, Malformed } from "./fields";
import { type ServerMessage, serverMessages, type ServerMessageType } from "./messages";

export type Reading =
  | { readonly kind: "message"; readonly message: ServerMessage }
  | { readonly kind: "unknown" }
  | { readonly kind: "malformed"; readonly why: string };

/** Reads one frame from the server. A type this client does not know is no error: servers may be newer than clients. */
export function decode(frame: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    return { kind: "malformed", why: "not JSON" };
  }
  if (!isObject(value)) return { kind: "malformed", why: "not an object" };
  const type = value["type"];
  if (typeof type !== "string") return { kind: "malformed", why: "no type" };
  if (!isKnown(type)) return { kind: "unknown" };
  try {
    const fields = serverMessages[type](value, type);
    // The decoder of this very type made the fields, which the compiler cannot follow through the look-up.
    return { kind: "message", message: { type, ...fields } as ServerMessage };
  } catch (failure) {
    if (failure instanceof Malformed) return { kind: "malformed", why: failure.message };
    throw failure;
  }
}

function isKnown(type: string): type is ServerMessageType {
  return Object.hasOwn(serverMessages, type);
}
