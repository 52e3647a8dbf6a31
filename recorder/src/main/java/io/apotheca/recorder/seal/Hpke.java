// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.key.RecordsPublicKey;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Wraps and unwraps data keys by Tink's HPKE. */
public final class Hpke {
    private static final HpkeParameters PARAMETERS;

    static {
        try {
            HybridConfig.register();
            PARAMETERS = HpkeParameters.builder()
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Hpke() {}

    static byte[] wrap(byte[] dataKey, RecordsPublicKey recipient, byte[] info) {
        try {
            return primitive(publicKey(recipient), HybridEncrypt.class).encrypt(dataKey, info);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The data key; empty when it was wrapped for another key or with other information, or was changed. */
    @AccessesPartialKey
    public static Optional<byte[]> unwrap(byte[] wrapped, RecordsPrivateKey key, byte[] info) {
        HybridDecrypt decrypt;
        try {
            decrypt = primitive(
                    HpkePrivateKey.create(
                            publicKey(key.publicKey()),
                            SecretBytes.copyFrom(key.bytes(), InsecureSecretKeyAccess.get())),
                    HybridDecrypt.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        try {
            return Optional.of(decrypt.decrypt(wrapped, info)).filter(dataKey -> dataKey.length == DataKey.LENGTH);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    @AccessesPartialKey
    private static HpkePublicKey publicKey(RecordsPublicKey key) throws GeneralSecurityException {
        return HpkePublicKey.create(PARAMETERS, Bytes.copyFrom(key.bytes()), null);
    }

    private static <T> T primitive(Key key, Class<T> type) throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), type);
    }
}
