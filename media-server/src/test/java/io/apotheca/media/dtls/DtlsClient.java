// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsTimeoutException;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The browser's side of a DTLS association, for tests: the twin of {@link DtlsServer}, on Bouncy Castle as well. */
public final class DtlsClient implements DtlsEndpoint {
    private final Policy policy;
    private final DtlsServer.Listener listener;
    private final DatagramQueue datagrams;
    private volatile boolean calledOff;

    /** A client that offers these profiles in this order and, when it has no identity, presents no certificate. */
    public DtlsClient(
            @Nullable DtlsIdentity identity,
            Fingerprint server,
            List<SrtpProfile> profiles,
            DtlsServer.Listener listener,
            Duration limit,
            DtlsIdentity cryptoSource) {
        policy = new Policy(identity, server, profiles, limit, cryptoSource);
        this.listener = listener;
        datagrams = new DatagramQueue(listener::send);
    }

    /** A client as a browser is one. */
    public DtlsClient(DtlsIdentity identity, Fingerprint server, DtlsServer.Listener listener) {
        this(identity, server, List.of(SrtpProfile.values()), listener, DtlsServer.DEFAULT_LIMIT, identity);
    }

    public void start() {
        Thread.ofVirtual().name("dtls-client").start(this::run);
    }

    @Override
    public void onDatagram(byte[] bytes, int offset, int length) {
        datagrams.offer(bytes, offset, length);
    }

    @Override
    public void close() {
        calledOff = true;
        datagrams.end();
    }

    private void run() {
        DTLSTransport association;
        try {
            association = new DTLSClientProtocol().connect(policy, datagrams);
        } catch (IOException | RuntimeException e) {
            if (calledOff) {
                listener.closed();
            } else {
                listener.failed(e instanceof TlsTimeoutException ? DtlsFailure.TIMEOUT : DtlsFailure.PEER_ALERT);
            }
            return;
        }
        listener.established(Objects.requireNonNull(policy.keys));
        attend(association);
        listener.closed();
    }

    private void attend(DTLSTransport association) {
        byte[] ignored = new byte[2048];
        try {
            while (!datagrams.ended()) {
                association.receive(ignored, 0, ignored.length, 0);
            }
        } catch (IOException e) {
            // Over, one way or the other.
        }
        sayGoodbye(association);
    }

    private static void sayGoodbye(DTLSTransport association) {
        try {
            association.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Policy extends DefaultTlsClient {
        private final @Nullable DtlsIdentity identity;
        private final Fingerprint server;
        private final List<SrtpProfile> profiles;
        private final Duration limit;
        private @Nullable SrtpProfile chosen;
        private @Nullable SrtpKeys keys;

        Policy(
                @Nullable DtlsIdentity identity,
                Fingerprint server,
                List<SrtpProfile> profiles,
                Duration limit,
                DtlsIdentity cryptoSource) {
            super(cryptoSource.crypto());
            this.identity = identity;
            this.server = server;
            this.profiles = profiles;
            this.limit = limit;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return Math.toIntExact(limit.toMillis());
        }

        @Override
        public int getHandshakeResendTimeMillis() {
            return 100;
        }

        @Override
        @SuppressWarnings("rawtypes") // Bouncy Castle's API
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = super.getClientExtensions();
            if (!profiles.isEmpty()) {
                int[] ids = profiles.stream().mapToInt(SrtpProfile::id).toArray();
                TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(ids, TlsUtils.EMPTY_BYTES));
            }
            return extensions;
        }

        @Override
        @SuppressWarnings("rawtypes") // Bouncy Castle's API
        public void processServerExtensions(Hashtable extensions) throws IOException {
            super.processServerExtensions(extensions);
            int[] ids = TlsSRTPUtils.getUseSRTPExtension(extensions).getProtectionProfiles();
            if (ids.length != 1) {
                throw new TlsFatalAlert(AlertDescription.illegal_parameter);
            }
            chosen = SrtpProfile.ofId(ids[0]).orElseThrow();
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                    if (!server.matches(
                            certificate.getCertificate().getCertificateAt(0).getEncoded())) {
                        throw new TlsFatalAlert(AlertDescription.bad_certificate);
                    }
                }

                @Override
                public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                    return identity == null ? null : identity.signer(context);
                }
            };
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            SrtpProfile profile = Objects.requireNonNull(chosen);
            int length = 2 * (profile.keyLength() + profile.saltLength());
            keys = SrtpKeys.split(profile, context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, length));
        }
    }
}
