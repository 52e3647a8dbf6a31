// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.key.KeyFile;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The records key of a demo, made when it is first needed. Both halves lie beside the data, as they never should elsewhere. */
final class DemoKey {
    static final String PRIVATE_FILE = "records-key.json";
    static final String PUBLIC_FILE = "records-key.pub";

    private DemoKey() {}

    static void prepare(Path folder, String passphrase) throws StartException {
        Path publicFile = folder.resolve(PUBLIC_FILE);
        try {
            if (!Files.exists(publicFile)) {
                RecordsPrivateKey key = RecordsPrivateKey.generate();
                Files.writeString(
                        folder.resolve(PRIVATE_FILE), KeyFile.seal(key, passphrase.toCharArray(), new SecureRandom()));
                Files.writeString(publicFile, key.publicKey() + "\n");
            }
        } catch (IOException e) {
            throw new StartException(ExitCode.STORAGE, "The demo's records key cannot be written to " + folder + ".");
        }
    }
}
