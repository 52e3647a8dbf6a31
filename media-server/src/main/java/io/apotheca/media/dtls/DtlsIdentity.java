// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.bc.BcX509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A key and its self-signed certificate (ECDSA on P-256, as RFC 8827, section 6.5 asks). Nobody looks at names or dates in
 * it: a peer trusts it by the fingerprint that signaling carried. Immutable, shared by all handshakes of a server.
 */
public final class DtlsIdentity {
    private static final X500Name NAME = new X500Name("CN=WebRTC");
    private static final Duration SLACK = Duration.ofDays(1);
    private static final Duration VALID = Duration.ofDays(365);

    private final BcTlsCrypto crypto;
    private final AsymmetricKeyParameter key;
    private final byte[] certificate;
    private final Fingerprint fingerprint;

    private DtlsIdentity(BcTlsCrypto crypto, AsymmetricKeyParameter key, byte[] certificate) {
        this.crypto = crypto;
        this.key = key;
        this.certificate = certificate;
        fingerprint = Fingerprint.of("sha-256", certificate);
    }

    public static DtlsIdentity generate(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(
                new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1), random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        try {
            return new DtlsIdentity(new SmallCrypto(random), pair.getPrivate(), selfSigned(pair, random));
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    /** An association says little after its handshake, so its AES-GCM does without tables, which would be 25 KB for hours. */
    private static final class SmallCrypto extends BcTlsCrypto {
        SmallCrypto(SecureRandom random) {
            super(random);
        }

        @Override
        protected AEADBlockCipher createGCMMode(BlockCipher cipher) {
            return GCMBlockCipher.newInstance(cipher, new BasicGCMMultiplier());
        }
    }

    /** SHA-256 of the certificate, for the session description. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    /** The signer of one handshake. */
    TlsCredentialedSigner signer(TlsContext context) throws IOException {
        Certificate chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(certificate)});
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                key,
                chain,
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    private static byte[] selfSigned(AsymmetricCipherKeyPair pair, SecureRandom random)
            throws OperatorCreationException, IOException {
        AlgorithmIdentifier signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        Instant now = Instant.now();
        X509CertificateHolder holder = new BcX509v3CertificateBuilder(
                        NAME,
                        new BigInteger(63, random).add(BigInteger.ONE),
                        Date.from(now.minus(SLACK)),
                        Date.from(now.plus(VALID)),
                        NAME,
                        pair.getPublic())
                .build(new BcECContentSignerBuilder(signature, digest).build(pair.getPrivate()));
        return holder.getEncoded();
    }
}
