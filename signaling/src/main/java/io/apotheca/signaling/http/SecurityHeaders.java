// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.javalin.http.Context;

/** What every response says to the browser: nothing from elsewhere, no framing, camera and microphone for us alone. */
final class SecurityHeaders {
    private final String contentPolicy;
    private final boolean secure;

    SecurityHeaders(Site site) {
        this.contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; media-src 'self' blob:; worker-src 'self'; connect-src 'self' "
                + site.webSocketOrigin()
                + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        this.secure = site.secure();
    }

    void add(Context context) {
        context.header("Content-Security-Policy", contentPolicy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(
                        "Permissions-Policy",
                        "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()")
                .header("Cache-Control", "no-store");
        if (secure) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
