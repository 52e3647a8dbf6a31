// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/**
 * What one handshake offers, accepts and refuses: DTLS 1.2 with forward secrecy and AEAD only, an extended master secret
 * (RFC 7627), a client certificate with an expected fingerprint (RFC 5763, section 5), and SRTP keys at its end (RFC 5764,
 * section 4.2). Used by the handshake's thread alone.
 */
final class ServerPolicy extends DefaultTlsServer {
    private static final int FIRST_RESEND_MILLIS = 300;
    private static final int MAX_CHAIN = 4;
    private static final int MAX_MESSAGE_LENGTH = 16 * 1024;
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    };
    private static final int[] GROUPS = {NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1};
    private static final short[] CERTIFICATE_TYPES = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};

    private final DtlsIdentity identity;
    private final List<Fingerprint> expectedPeer;
    private final Duration limit;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private @Nullable DtlsFailure failure;

    ServerPolicy(DtlsIdentity identity, List<Fingerprint> expectedPeer, Duration limit) {
        super(identity.crypto());
        this.identity = identity;
        this.expectedPeer = List.copyOf(expectedPeer);
        this.limit = limit;
    }

    /** The keys, once the handshake is complete. */
    @Nullable
    SrtpKeys keys() {
        return keys;
    }

    /** Why this side refused or the other gave up, if the handshake failed for one of the known reasons. */
    @Nullable
    DtlsFailure failure() {
        return failure;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(getCrypto(), CIPHER_SUITES);
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public int[] getSupportedGroups() {
        return GROUPS.clone();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return Math.toIntExact(limit.toMillis());
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return FIRST_RESEND_MILLIS;
    }

    @Override
    public int getMaxCertificateChainLength() {
        return MAX_CHAIN;
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return MAX_MESSAGE_LENGTH;
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    /** The fingerprint vouches for the certificate, so how it was signed does not matter. */
    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    @SuppressWarnings("rawtypes") // Bouncy Castle's API
    public void processClientExtensions(Hashtable clientExtensions) throws IOException {
        super.processClientExtensions(clientExtensions);
        UseSRTPData offer = TlsSRTPUtils.getUseSRTPExtension(clientExtensions);
        profile = offer == null ? null : choose(offer.getProtectionProfiles());
        if (profile == null) {
            throw refuse(DtlsFailure.NO_SRTP_PROFILE, AlertDescription.handshake_failure);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // Bouncy Castle's API
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        if (profile != null) {
            TlsSRTPUtils.addUseSRTPExtension(
                    extensions, new UseSRTPData(new int[] {profile.id()}, TlsUtils.EMPTY_BYTES));
        }
        return extensions;
    }

    @Override
    @SuppressWarnings("JdkObsolete") // Bouncy Castle takes nothing else than a Vector
    public CertificateRequest getCertificateRequest() {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
            algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.ecdsa));
            algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
        }
        algorithms.add(SignatureAndHashAlgorithm.rsa_pss_rsae_sha256);
        return new CertificateRequest(CERTIFICATE_TYPES.clone(), algorithms, null);
    }

    @Override
    public void notifyClientCertificate(Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw refuse(DtlsFailure.NO_CERTIFICATE, AlertDescription.handshake_failure);
        }
        byte[] certificate = chain.getCertificateAt(0).getEncoded();
        boolean expected = false;
        for (Fingerprint fingerprint : expectedPeer) {
            expected |= fingerprint.matches(certificate);
        }
        if (!expected) {
            throw refuse(DtlsFailure.FINGERPRINT_MISMATCH, AlertDescription.bad_certificate);
        }
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return identity.signer(context);
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        if (level == AlertLevel.fatal && failure == null) {
            failure = DtlsFailure.PEER_ALERT;
        }
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (profile != null) {
            int length = 2 * (profile.keyLength() + profile.saltLength());
            byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, length);
            keys = SrtpKeys.split(profile, material);
            Arrays.fill(material, (byte) 0);
        }
    }

    private TlsFatalAlert refuse(DtlsFailure reason, short alert) {
        failure = reason;
        return new TlsFatalAlert(alert);
    }

    private static @Nullable SrtpProfile choose(int[] offered) {
        for (SrtpProfile candidate : SrtpProfile.values()) {
            for (int id : offered) {
                if (id == candidate.id()) {
                    return candidate;
                }
            }
        }
        return null;
    }
}
