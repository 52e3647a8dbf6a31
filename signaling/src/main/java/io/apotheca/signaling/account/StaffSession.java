// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.account;

/** One signed-in browser of a staff member. */
public record StaffSession(String id, String accountId, String login, String name) {

    /** The ids alone. */
    @Override
    public String toString() {
        return "StaffSession[" + id + ", account=" + accountId + "]";
    }
}
