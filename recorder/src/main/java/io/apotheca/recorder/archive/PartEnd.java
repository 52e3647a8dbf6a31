// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import io.apotheca.recorder.key.KeyId;
import java.util.List;

/**
 * A part that has its end, as the audit log keeps it.
 *
 * @param digest of the whole file
 * @param lengthBytes of the whole file
 * @param mediaBytes of the media in it
 */
public record PartEnd(PartName name, List<KeyId> recipients, Sha256 digest, long lengthBytes, long mediaBytes) {}
