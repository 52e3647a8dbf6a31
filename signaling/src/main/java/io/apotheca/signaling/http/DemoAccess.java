// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.signaling.token.Token;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The demo's key, and the account that its link signs in. Lives as long as the process. */
public record DemoAccess(Token key, String login) {
    boolean opens(String presented) {
        return MessageDigest.isEqual(
                key.secret().getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
