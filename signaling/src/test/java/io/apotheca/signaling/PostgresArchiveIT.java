// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresArchiveIT extends ArchiveCommandTest {
    private static PostgresServer postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    TestStorage storage() {
        return postgres.newDatabase();
    }
}
