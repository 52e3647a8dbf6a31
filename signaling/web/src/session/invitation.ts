// SPDX-License-Identifier: Apache-2.0

const key = "apotheca.invitation";

/**
 * The secret of an invitation link. It stands in the fragment, which never reaches a server; from there it moves into this
 * tab's storage, so that a reload before check-in keeps it while the address bar, the history and screenshots do not.
 */
export class Invitation {
  #token: string | null;

  private constructor(token: string | null) {
    this.#token = token;
  }

  static take(): Invitation {
    const fragment = window.location.hash.slice(1);
    if (fragment === "") return new Invitation(window.sessionStorage.getItem(key));
    window.sessionStorage.setItem(key, fragment);
    window.history.replaceState(null, "", window.location.pathname);
    return new Invitation(fragment);
  }

  get token(): string | null {
    return this.#token;
  }

  /** The link is used up or worthless. */
  forget(): void {
    this.#token = null;
    window.sessionStorage.removeItem(key);
  }
}
