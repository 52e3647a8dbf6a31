// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.Recovery;
import io.apotheca.recorder.store.ArchiveStore;
import io.apotheca.recorder.store.S3Store;
import io.apotheca.recorder.store.Uploads;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recorder: its folder, its service, and what brings finished parts to the store. Beside that it closes off what a crash left,
 * which may be hours of sessions that go on meanwhile; nothing is deleted by it but files without anything in them.
 */
public final class Recorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final RecordingService service;
    private final ExecutorService threads;
    private final Server server;
    private final ManagedChannel channel;
    private final Thread recovering;
    private final @Nullable Thread uploading;

    private Recorder(
            RecordingService service,
            ExecutorService threads,
            Server server,
            ManagedChannel channel,
            Thread recovering,
            @Nullable Thread uploading) {
        this.service = service;
        this.threads = threads;
        this.server = server;
        this.channel = channel;
        this.recovering = recovering;
        this.uploading = uploading;
    }

    /** Starts one that taps rooms of this media server. Throws when the folder cannot be used. */
    public static Recorder start(RecorderConfig config, Channel media) throws IOException {
        Files.createDirectories(config.folder());
        LocalFolder folder = new LocalFolder(config.folder());
        PartFates fates = new PartFates();
        List<PartName> unfinished = Recovery.unfinished(folder); // before any part of this recorder is among them
        Optional<ArchiveStore> store =
                config.bucket().map(bucket -> new S3Store(bucket.access().client(), bucket.name(), bucket.prefix()));
        Optional<Uploads> uploads = store.map(bucket -> new Uploads(folder, bucket));
        AtomicInteger refused = new AtomicInteger();
        RecordingService service = new RecordingService(
                config, media, InstantSource.system(), fates, new PartSearch(folder, store), refused::get);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        String name = "recorder-" + UUID.randomUUID();
        Server server = InProcessServerBuilder.forName(name)
                .executor(threads)
                .addService(service)
                .build()
                .start();
        Thread recovering =
                Thread.ofPlatform().daemon().name("archive-recovery").start(() -> recover(folder, unfinished, fates));
        Thread uploading = uploads.map(each ->
                        Thread.ofPlatform().daemon().name("archive-uploads").start(() -> upload(each, refused)))
                .orElse(null);
        LOG.info("Recording for {} records keys", config.keys().size());
        if (!service.sealing().leavesNoKeys()) {
            LOG.warn("Keys of recordings that are over stay in this process' memory, because there is no libcrypto 3");
        }
        return new Recorder(
                service,
                threads,
                server,
                InProcessChannelBuilder.forName(name).executor(threads).build(),
                recovering,
                uploading);
    }

    private static void recover(LocalFolder folder, List<PartName> unfinished, PartFates fates) {
        for (PartName part : unfinished) {
            Optional<PartFate> found = PartFate.of(Recovery.recover(folder, part));
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            found.ifPresent(fate -> {
                LOG.warn("Part {} of an archive was found without an end: {}", fate.name(), fate.outcome());
                fates.add(fate);
            });
        }
    }

    private static void upload(Uploads uploads, AtomicInteger refused) {
        while (!Thread.currentThread().isInterrupted()) {
            long next = uploads.turn(System.nanoTime());
            refused.set(uploads.refused());
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /** A channel to the Recording service, for use in this process. */
    public Channel channel() {
        return channel;
    }

    /** The Recording service, for a server of another process. */
    public BindableService service() {
        return service;
    }

    /** Ends every part that is being written, then the service. */
    @Override
    public void close() {
        service.close();
        recovering.interrupt();
        if (uploading != null) {
            uploading.interrupt();
        }
        channel.shutdownNow();
        server.shutdownNow();
        threads.shutdownNow();
    }
}
