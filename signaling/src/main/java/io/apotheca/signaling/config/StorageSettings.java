// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

/** Where the database is. */
public record StorageSettings(String url, String user, String password, int poolSize) {

    static StorageSettings from(Section section) throws SettingsException {
        String url = section.filled("url");
        if (!url.startsWith("jdbc:")) {
            throw section.wrong("url", "a JDBC address such as \"jdbc:h2:file:./data/apotheca\"");
        }
        return new StorageSettings(
                url, section.text("user"), section.text("password"), section.integer("pool-size", 1, 100));
    }

    /** Without the password and the address, which may hold one. */
    @Override
    public String toString() {
        return "StorageSettings[poolSize=" + poolSize + "]";
    }
}
