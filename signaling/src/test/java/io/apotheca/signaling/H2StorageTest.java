// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

final class H2StorageTest extends StorageContract {
    @Override
    TestStorage storage() {
        return TestStorage.inMemory();
    }
}
