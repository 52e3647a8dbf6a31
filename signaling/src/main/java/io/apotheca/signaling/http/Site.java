// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where browsers find this server, and which origins may act on it. */
public record Site(String origin, Set<String> allowedOrigins) {
    public Site {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** Without a public address it is this machine, by any of its own names. */
    public static Site of(Optional<URI> publicUrl, int port) {
        if (publicUrl.isPresent()) {
            String origin = origin(publicUrl.get());
            return new Site(origin, Set.of(origin));
        }
        Set<String> origins = new LinkedHashSet<>();
        for (String host : new String[] {"localhost", "127.0.0.1", "[::1]"}) {
            origins.add(origin(URI.create("http://" + host + ":" + port)));
        }
        return new Site(origin(URI.create("http://localhost:" + port)), origins);
    }

    /** As browsers write it: without the scheme's own port (RFC 6454 section 6.2). */
    private static String origin(URI url) {
        int port = url.getPort();
        boolean usual = port == -1 || port == ("https".equals(url.getScheme()) ? 443 : 80);
        return url.getScheme() + "://" + url.getHost() + (usual ? "" : ":" + port);
    }

    boolean allows(@Nullable String origin) {
        return origin != null && allowedOrigins.contains(origin);
    }

    boolean secure() {
        return origin.startsWith("https:");
    }

    /** The origin of the site's WebSockets, which not every browser takes for 'self'. */
    String webSocketOrigin() {
        return "ws" + origin.substring("http".length());
    }

    /** The token stands in the fragment: it is in no request, and so in no log or Referer. */
    public String visitLink(String token) {
        return origin + "/visit#" + token;
    }

    public String demoLink(String key) {
        return origin + "/pharmacy#demo=" + key;
    }
}
