// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate of this machine's loopback for one run, which both processes show and alone trust.
 *
 * @param certificate PEM
 * @param privateKey PEM, PKCS 8
 */
record ControlCertificate(Path certificate, Path privateKey) {
    private static final X500Name NAME = new X500Name("CN=bench");
    private static final Duration VALID = Duration.ofDays(2);
    private static final int LINE = 64;

    /** Makes one and writes it into this folder. */
    static ControlCertificate write(Path folder) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            return new ControlCertificate(
                    pem(
                            folder.resolve("control.pem"),
                            "CERTIFICATE",
                            certificate(pair).getEncoded()),
                    pem(
                            folder.resolve("control.key"),
                            "PRIVATE KEY",
                            pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("a certificate cannot be made", e);
        }
    }

    private static X509Certificate certificate(KeyPair pair)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                NAME,
                                BigInteger.valueOf(now.toEpochMilli()),
                                Date.from(now.minus(VALID)),
                                Date.from(now.plus(VALID)),
                                NAME,
                                pair.getPublic())
                        .addExtension(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static Path pem(Path file, String what, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    /** As it stands in a configuration's section {@code control}. */
    String keys() {
        return "certificate = \"%s\", private-key = \"%s\", trusted = \"%s\""
                .formatted(certificate, privateKey, certificate);
    }
}
