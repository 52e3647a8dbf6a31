// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of S3 as the store needs, of one bucket, in memory. It refuses when told to. */
public final class BucketServer implements AutoCloseable {
    private static final Pattern PART = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");

    private final HttpServer server;
    private final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Upload> uploads = new ConcurrentSkipListMap<>();
    final List<String> requests = new ArrayList<>();

    /** How many requests it still takes; then each gets the status 503. */
    volatile int takes = Integer.MAX_VALUE;

    /** Whether it loses the bytes of what it confirms. */
    volatile boolean lies;

    private static final class Stored {
        private final byte[] bytes;
        private final String digest;

        Stored(byte[] bytes, String digest) {
            this.bytes = bytes;
            this.digest = digest;
        }
    }

    private static final class Upload {
        private final String key;
        private final String digest;
        private final Map<Integer, byte[]> pieces = new TreeMap<>();

        Upload(String key, String digest) {
            this.key = key;
            this.digest = digest;
        }
    }

    public BucketServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/bucket", this::handle);
        server.start();
    }

    /** Uploads that have begun and have no end. */
    int uploads() {
        return uploads.size();
    }

    /** Something else begins to upload this file, and does not go on. */
    void beginUpload(String key, String digest) {
        uploads.put("others" + uploads.size(), new Upload(key, digest));
    }

    /** The names of what is there. */
    public Set<String> keys() {
        return objects.keySet();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            String path = exchange.getRequestURI().getPath();
            String key = path.length() > "/bucket/".length() ? path.substring("/bucket/".length()) : "";
            requests.add(exchange.getRequestMethod() + " " + query.replaceAll("=.*", ""));
            String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!signature.startsWith("AWS4-HMAC-SHA256 Credential=access/")) {
                answer(exchange, 403, new byte[0]);
            } else if (--takes < 0) {
                answer(exchange, 503, new byte[0]);
            } else {
                answer(exchange, key, query, body);
            }
        }
    }

    private void answer(HttpExchange exchange, String key, String query, byte[] body) throws IOException {
        String upload = query.replaceAll(".*uploadId=([^&]*).*", "$1");
        String digest = String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-meta-sha256"));
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                if (query.startsWith("uploads")) {
                    String id = "upload" + uploads.size();
                    uploads.put(id, new Upload(key, digest));
                    answer(exchange, 200, xml("InitiateMultipartUploadResult", "<UploadId>" + id + "</UploadId>"));
                } else {
                    answer(exchange, 200, complete(upload, new String(body, StandardCharsets.UTF_8)));
                }
            }
            case "PUT" -> put(exchange, key, query, upload, body, digest);
            case "GET" -> get(exchange, key, query, upload);
            case "HEAD" -> {
                Stored stored = objects.get(key);
                if (stored != null) {
                    exchange.getResponseHeaders().set("Content-Length", "" + stored.bytes.length);
                    exchange.getResponseHeaders().set("x-amz-meta-sha256", stored.digest);
                }
                exchange.sendResponseHeaders(stored == null ? 404 : 200, -1);
            }
            default -> {
                if (query.contains("uploadId=")) {
                    uploads.remove(upload);
                } else {
                    objects.remove(key);
                }
                exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    private byte[] complete(String id, String body) {
        Upload upload = Objects.requireNonNull(uploads.remove(id));
        int count = 0;
        for (Matcher part = PART.matcher(body); part.find(); ) {
            count++;
        }
        byte[] all = new byte
                [upload.pieces.values().stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (byte[] piece : upload.pieces.values()) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        if (count == upload.pieces.size()) {
            objects.put(upload.key, new Stored(lies ? Arrays.copyOf(all, all.length / 2) : all, upload.digest));
        }
        return xml("CompleteMultipartUploadResult", "<Key>" + upload.key + "</Key><ETag>\"whole\"</ETag>");
    }

    private void put(HttpExchange exchange, String key, String query, String upload, byte[] body, String digest)
            throws IOException {
        if (!query.contains("partNumber=")) {
            objects.put(key, new Stored(body, digest));
            answer(exchange, 200, new byte[0]);
            return;
        }
        String sum = exchange.getRequestHeaders().getFirst("Content-MD5");
        if (!Base64.getEncoder().encodeToString(md5(body)).equals(sum)) {
            answer(exchange, 400, xml("Error", "<Code>BadDigest</Code>"));
            return;
        }
        int number = Integer.parseInt(query.replaceAll(".*partNumber=(\\d+).*", "$1"));
        Objects.requireNonNull(uploads.get(upload)).pieces.put(number, body);
        exchange.getResponseHeaders().set("ETag", tag(body));
        answer(exchange, 200, new byte[0]);
    }

    private void get(HttpExchange exchange, String key, String query, String upload) throws IOException {
        if (query.contains("uploadId=")) {
            answer(
                    exchange,
                    200,
                    xml(
                            "ListPartsResult",
                            Objects.requireNonNull(uploads.get(upload)).pieces.entrySet().stream()
                                    .map(piece -> "<Part><PartNumber>" + piece.getKey() + "</PartNumber><ETag>"
                                            + tag(piece.getValue()) + "</ETag></Part>")
                                    .collect(Collectors.joining())));
        } else if (query.contains("uploads")) {
            answer(
                    exchange,
                    200,
                    xml(
                            "ListMultipartUploadsResult",
                            uploads.entrySet().stream()
                                    .map(one -> "<Upload><Key>" + one.getValue().key + "</Key><UploadId>" + one.getKey()
                                            + "</UploadId></Upload>")
                                    .collect(Collectors.joining())));
        } else if (key.isEmpty()) {
            String prefix = query.replaceAll(".*prefix=([^&]*).*", "$1");
            answer(
                    exchange,
                    200,
                    xml(
                            "ListBucketResult",
                            objects.keySet().stream()
                                    .filter(one -> one.startsWith(prefix))
                                    .map(one -> "<Contents><Key>" + one + "</Key></Contents>")
                                    .collect(Collectors.joining())));
        } else if (!objects.containsKey(key)) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            String[] range = exchange.getRequestHeaders()
                    .getFirst("Range")
                    .replace("bytes=", "")
                    .split("-", -1);
            byte[] bytes = Objects.requireNonNull(objects.get(key)).bytes;
            int to = Math.min(Integer.parseInt(range[1]) + 1, bytes.length);
            answer(exchange, 206, Arrays.copyOfRange(bytes, Integer.parseInt(range[0]), to));
        }
    }

    private static String tag(byte[] bytes) {
        return "\"" + HexFormat.of().formatHex(md5(bytes)) + "\"";
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] xml(String root, String content) {
        return ("<" + root + ">" + content + "</" + root + ">").getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) {
        try {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
