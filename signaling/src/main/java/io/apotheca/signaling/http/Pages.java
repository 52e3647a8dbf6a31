// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The web client's files, from the class path: one page for all addresses, and its assets, whose names change with their
 * content. Only plain file names are looked up, so nothing outside the folder can be named.
 */
final class Pages {
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "wasm", "application/wasm",
            "json", "application/json");

    private final String folder;
    private final Map<String, byte[]> loaded = new ConcurrentHashMap<>();

    Pages(String folder) {
        this.folder = folder;
    }

    void page(Context context) {
        byte[] page = load("/index.html")
                .orElseThrow(() -> new ApiFailure(
                        503, "no-web-client", "This build has no web client: build it with Node.js installed."));
        context.header("Cache-Control", "no-cache")
                .contentType(type("index.html"))
                .result(page);
    }

    void asset(Context context) {
        String name = context.pathParam("name");
        if (!FILE.matcher(name).matches()) {
            throw notFound();
        }
        byte[] asset = load("/assets/" + name).orElseThrow(Pages::notFound);
        context.header("Cache-Control", "public, max-age=31536000, immutable")
                .contentType(type(name))
                .result(asset);
    }

    void icon(Context context) {
        byte[] icon = load("/favicon.svg").orElseThrow(Pages::notFound);
        context.header("Cache-Control", "public, max-age=86400")
                .contentType(type("favicon.svg"))
                .result(icon);
    }

    private Optional<byte[]> load(String path) {
        byte[] known = loaded.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        try (InputStream in = Pages.class.getResourceAsStream(folder + path)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            loaded.put(path, bytes);
            return Optional.of(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static ApiFailure notFound() {
        return new ApiFailure(404, "not-found", "There is nothing at this address.");
    }
}
