// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.store;

import io.apotheca.recorder.archive.PartException;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.Shredding;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket. A part is one object, uploaded in pieces that the other side checks one by one; an upload that was cut off is
 * found and goes on, and none is left behind. The bucket must not keep old versions of objects: they would keep the wrapped keys.
 */
public final class S3Store implements ArchiveStore {
    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /**
     * Keeps parts under that prefix, which may be empty.
     *
     * @param client should not try again by itself, because {@link Uploads} does
     */
    public S3Store(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** What fails at the other side, or on the way there. */
    private interface Call<T> {
        T make() throws IOException;
    }

    private static <T> T checked(Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (S3Exception e) {
            throw e.statusCode() == NOT_FOUND
                    ? new NoSuchFileException("an object")
                    : new IOException("the store fails", e);
        } catch (SdkException e) {
            throw new IOException("the store fails", e);
        }
    }

    private String key(PartName name) {
        return prefix + name.fileName();
    }

    @Override
    public void put(PartName name, Path file) throws IOException {
        checked(() -> {
            S3Upload upload = new S3Upload(client, bucket, key(name), file);
            if (head(name).isEmpty()) {
                upload.run();
            }
            if (head(name).filter(upload::matches).isEmpty()) {
                throw new IOException("the store has something else");
            }
            upload.abortOthers();
            return true;
        });
    }

    private Optional<HeadObjectResponse> head(PartName name) {
        return client.listObjectsV2(request -> request.bucket(bucket).prefix(key(name))).contents().stream()
                .filter(object -> object.key().equals(key(name)))
                .map(object ->
                        client.headObject(request -> request.bucket(bucket).key(key(name))))
                .findAny();
    }

    @Override
    public List<PartName> parts() throws IOException {
        return checked(() -> {
            List<PartName> names = new ArrayList<>();
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .contents()) {
                PartName.of(object.key().substring(prefix.length())).ifPresent(names::add);
            }
            return names.stream().sorted().toList();
        });
    }

    @Override
    public long lengthBytes(PartName name) throws IOException {
        return checked(() -> client.headObject(request -> request.bucket(bucket).key(key(name)))
                .contentLength());
    }

    @Override
    public void read(PartName name, long position, ByteBuffer to) throws IOException {
        if (!to.hasRemaining()) {
            return;
        }
        String range = "bytes=" + position + "-" + (position + to.remaining() - 1);
        checked(() -> {
            try (InputStream in = client.getObject(
                    request -> request.bucket(bucket).key(key(name)).range(range))) {
                byte[] bytes = in.readNBytes(to.remaining());
                if (bytes.length < to.remaining()) {
                    throw new EOFException();
                }
                to.put(bytes);
                return true;
            }
        });
    }

    /** The object is replaced by its header without keys: bytes cannot be overwritten in place. */
    @Override
    public void destroyKeys(PartName name) throws IOException {
        ByteBuffer beginning = ByteBuffer.allocate((int) Math.min(lengthBytes(name), Shredding.HEADER_BYTES));
        read(name, 0, beginning);
        try {
            byte[] header = Shredding.withoutKeys(beginning.flip());
            checked(() ->
                    client.putObject(request -> request.bucket(bucket).key(key(name)), RequestBody.fromBytes(header)));
        } catch (PartException e) {
            throw new IOException("no part", e);
        }
    }

    @Override
    public void delete(PartName name) throws IOException {
        checked(() -> client.deleteObject(request -> request.bucket(bucket).key(key(name))));
    }
}
