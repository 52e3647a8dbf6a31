// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.signaling.token.Token;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/** A cookie that holds a session's token: out of reach of scripts, and never sent from another site. */
record SessionCookie(String name, Duration age, boolean secure) {

    Optional<Token> read(Context request) {
        return Token.parse(request.cookie(name));
    }

    void set(Context response, Token token) {
        write(response, token.secret(), age.toSeconds());
    }

    void clear(Context response) {
        write(response, "", 0);
    }

    private void write(Context response, String value, long maxAgeSeconds) {
        response.res()
                .addHeader(
                        "Set-Cookie",
                        name + "=" + value + "; Path=/; Max-Age=" + maxAgeSeconds + "; HttpOnly; SameSite=Strict"
                                + (secure ? "; Secure" : ""));
    }
}
