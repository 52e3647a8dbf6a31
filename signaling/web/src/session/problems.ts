// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from "../connection/http";
import { text } from "../text";

type Failure = Extract<Outcome<never>, { readonly ok: false }>;

/** What to tell somebody who could not sign in. */
export function signInProblem(failure: Failure): string {
  if (failure.status === 0) return text.unreachable;
  if (failure.code === "wrong-credentials") return text.signIn.wrong;
  if (failure.status === 429) return text.signIn.tooMany;
  return failure.message || text.unexpected;
}

export function demoProblem(failure: Failure): string {
  return failure.status === 0 ? text.unreachable : text.signIn.demoRefused;
}

/** Not being signed in yet is no problem. */
export function startProblem(failure: Failure): string | null {
  return failure.status === 401 ? null : failure.message || text.unreachable;
}
