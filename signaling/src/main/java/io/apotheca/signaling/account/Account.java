// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.account;

/** A staff member. The login is what they type, the name what others see. */
public record Account(String id, String login, String name, String passwordHash) {

    /** The id alone. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
