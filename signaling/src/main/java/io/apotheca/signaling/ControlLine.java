// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.config.ControlSettings;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Control services between processes: gRPC over TLS, where both sides show a certificate of an authority that they trust. Whoever
 * is silent for some seconds is gone.
 */
final class ControlLine {
    private static final int ALIVE_SECONDS = 10;
    private static final int ANSWER_SECONDS = 5;

    /** A process' certificate, its key, and whom it trusts: PEM files, the key as PKCS 8. */
    record Identity(Path certificate, Path privateKey, Path trusted) {
        private File[] files() {
            return new File[] {certificate.toFile(), privateKey.toFile(), trusted.toFile()};
        }
    }

    private ControlLine() {}

    static Identity identity(ControlSettings control) throws StartException {
        if (control.certificate().isEmpty()
                || control.privateKey().isEmpty()
                || control.trusted().isEmpty()) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "Configuration: processes speak to each other only with control.certificate, control.private-key and"
                            + " control.trusted: name these files.");
        }
        return new Identity(
                control.certificate().get(),
                control.privateKey().get(),
                control.trusted().get());
    }

    /** Serves these, to whoever shows a trusted certificate. */
    static Server serve(ControlSettings.Address address, Identity identity, BindableService... services)
            throws StartException {
        try {
            File[] files = identity.files();
            NettyServerBuilder builder = NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getByName(address.host()), address.port()),
                            TlsServerCredentials.newBuilder()
                                    .keyManager(files[0], files[1])
                                    .trustManager(files[2])
                                    .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                                    .build())
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .keepAliveTime(ALIVE_SECONDS, TimeUnit.SECONDS)
                    .keepAliveTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .permitKeepAliveTime(ANSWER_SECONDS, TimeUnit.SECONDS);
            for (BindableService service : services) {
                builder.addService(service);
            }
            return builder.build().start();
        } catch (UnknownHostException e) {
            throw new StartException(
                    ExitCode.SETTINGS, "Configuration: control.listen is not an address of this machine.");
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException(
                    ExitCode.PORT,
                    "The control services cannot be served: control.listen is taken or not allowed, or one of"
                            + " control.certificate, control.private-key and control.trusted cannot be read.");
        }
    }

    /** A channel to another process, which must show a trusted certificate of that host. It connects when it is used. */
    static ManagedChannel to(ControlSettings.Address address, Identity identity) throws StartException {
        try {
            File[] files = identity.files();
            return NettyChannelBuilder.forAddress(
                            address.host(),
                            address.port(),
                            TlsChannelCredentials.newBuilder()
                                    .keyManager(files[0], files[1])
                                    .trustManager(files[2])
                                    .build())
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .keepAliveTime(ALIVE_SECONDS, TimeUnit.SECONDS)
                    .keepAliveTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "Configuration: one of control.certificate, control.private-key and control.trusted cannot be read.");
        }
    }
}
