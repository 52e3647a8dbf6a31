// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The system's Firefox inside a network namespace, driven by WebDriver BiDi. One person. */
final class Firefox implements AutoCloseable {
    private static final Path EXECUTABLE = Path.of("/usr/bin/firefox-esr");
    private static final List<String> PREFERENCES = List.of(
            "'media.navigator.streams.fake', true",
            "'media.navigator.permission.disabled', true",
            "'media.autoplay.default', 0",
            "'media.autoplay.blocking_policy', 0",
            "'datareporting.policy.dataSubmissionEnabled', false",
            "'toolkit.telemetry.reportingpolicy.firstRun', false",
            "'app.update.enabled', false",
            "'network.captive-portal-service.enabled', false",
            "'network.connectivity-service.enabled', false",
            // It asks name servers for HTTPS records by itself, whatever nsswitch.conf says.
            "'network.dns.native_https_query', false",
            "'network.dns.upgrade_with_https_rr', false",
            "'network.dns.use_https_rr_as_altsvc', false",
            "'browser.shell.checkDefaultBrowser', false",
            "'browser.aboutwelcome.enabled', false");

    private final Process process;
    private final Path profile;
    private final TcpRelay relay;
    private final BidiSession session;
    private final Person person;

    private Firefox(Process process, Path profile, TcpRelay relay, BidiSession session, Person person) {
        this.process = process;
        this.profile = profile;
        this.relay = relay;
        this.session = session;
        this.person = person;
    }

    static Firefox launchIn(NetworkNamespace namespace, Person person) {
        if (!Files.isExecutable(EXECUTABLE)) {
            throw new AssertionError(EXECUTABLE + " is missing: run .ci/install-test-tools");
        }
        try {
            Path profile = Files.createTempDirectory("firefox-profile");
            Files.writeString(profile.resolve("user.js"), preferences(person));
            Path log = profile.resolve("firefox.log");
            int port = FreePort.tcp();
            Process process = new ProcessBuilder(namespace.command(List.of(
                            EXECUTABLE.toString(),
                            "--headless",
                            "--no-remote",
                            "--profile",
                            profile.toString(),
                            "--remote-debugging-port=" + port)))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Await.until("Firefox's BiDi port", Duration.ofSeconds(40), () -> contains(log, "WebDriver BiDi listening"));
            TcpRelay relay = TcpRelay.into(namespace, port);
            return new Firefox(process, profile, relay, BidiSession.open(port), person);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@code user.js}; the fake microphone plays the person's tone. */
    private static String preferences(Person person) {
        return Stream.concat(
                        PREFERENCES.stream(), Stream.of("'media.navigator.audio.fake_frequency', " + person.toneHz()))
                .map(preference -> "user_pref(" + preference + ");")
                .collect(Collectors.joining("\n"));
    }

    private static boolean contains(Path log, String text) {
        try {
            return Files.readString(log).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    FirefoxTab tab() {
        return FirefoxTab.create(session, person);
    }

    @Override
    public void close() {
        session.close();
        relay.close();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Directories.delete(profile);
    }
}
