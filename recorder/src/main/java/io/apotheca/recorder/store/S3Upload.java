// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * The upload of one file in pieces. Each piece goes with its MD5, by which the other side refuses what was damaged on the
 * way; that it is nothing else is the archive's own matter. The whole is recognised by the digest in the object's metadata.
 */
final class S3Upload {
    /** Of all pieces but the last; S3 wants 5 MiB at least and 10,000 pieces at most, which makes 80 GB. */
    static final int PIECE_BYTES = 8 << 20;

    private static final String DIGEST = "sha256";

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final Path file;
    private final long lengthBytes;
    private final String digest;

    S3Upload(S3Client client, String bucket, String key, Path file) throws IOException {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.file = file;
        MessageDigest sum = digest("SHA-256");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            lengthBytes = channel.size();
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (channel.read(buffer.clear()) >= 0) {
                sum.update(buffer.flip());
            }
        }
        digest = HexFormat.of().formatHex(sum.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the object is this file. */
    boolean matches(HeadObjectResponse head) {
        return head.contentLength() == lengthBytes
                && digest.equals(head.metadata().get(DIGEST));
    }

    void run() throws IOException {
        String upload = begun();
        Map<Integer, String> there = piecesOf(upload);
        List<CompletedPart> completed = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int number = 1;
            for (long at = 0; at < lengthBytes; at += PIECE_BYTES, number++) {
                byte[] piece = piece(channel, at);
                String tag = there.getOrDefault(number, "");
                byte[] sum = digest("MD5").digest(piece);
                completed.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(
                                tag.replace("\"", "").equals(HexFormat.of().formatHex(sum))
                                        ? tag
                                        : send(upload, number, piece, sum))
                        .build());
            }
        }
        client.completeMultipartUpload(request ->
                request.bucket(bucket).key(key).uploadId(upload).multipartUpload(parts -> parts.parts(completed)));
    }

    /** Of this file's uploads none is left: one that was begun twice would be kept, and paid for, without being seen. */
    void abortOthers() {
        begunBefore()
                .forEach(upload -> client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(upload)));
    }

    private Stream<String> begunBefore() {
        return client.listMultipartUploads(request -> request.bucket(bucket).prefix(key)).uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .map(MultipartUpload::uploadId);
    }

    private String begun() {
        return begunBefore()
                .findFirst()
                .orElseGet(() -> client.createMultipartUpload(
                                request -> request.bucket(bucket).key(key).metadata(Map.of(DIGEST, digest)))
                        .uploadId());
    }

    private Map<Integer, String> piecesOf(String upload) {
        Map<Integer, String> pieces = new HashMap<>();
        for (Part part : client.listPartsPaginator(
                        request -> request.bucket(bucket).key(key).uploadId(upload))
                .parts()) {
            pieces.put(part.partNumber(), part.eTag());
        }
        return pieces;
    }

    private byte[] piece(FileChannel channel, long at) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, lengthBytes - at));
        while (piece.hasRemaining()) {
            if (channel.read(piece, at + piece.position()) < 0) {
                throw new EOFException();
            }
        }
        return piece.array();
    }

    private String send(String upload, int number, byte[] piece, byte[] sum) {
        return client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .contentMD5(Base64.getEncoder().encodeToString(sum)),
                        RequestBody.fromBytes(piece))
                .eTag();
    }
}
