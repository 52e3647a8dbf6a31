// SPDX-License-Identifier: Apache-2.0

/** Why a recording, or a place in it, cannot be read. */
export type ProblemKind =
  | "no-key-file"
  | "wrong-passphrase"
  | "wrong-key"
  | "foreign"
  | "unknown-version"
  | "truncated"
  | "tampered"
  | "deleted"
  | "not-found"
  | "signed-out"
  | "too-many"
  | "unreachable";

/** The one error of this folder. It names a kind, never content. */
export class ArchiveProblem extends Error {
  readonly kind: ProblemKind;

  constructor(kind: ProblemKind) {
    super(kind);
    this.name = "ArchiveProblem";
    this.kind = kind;
  }
}
