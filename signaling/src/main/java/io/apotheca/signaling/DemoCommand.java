// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.account.Account;
import io.apotheca.signaling.account.Accounts;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.config.SettingsException;
import io.apotheca.signaling.config.SettingsReader;
import io.apotheca.signaling.http.DemoAccess;
import io.apotheca.signaling.token.Token;
import io.apotheca.signaling.visit.Invitation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Everything in one process on this machine's loopback, with two accounts, a link that signs a pharmacist in, and a
 * fresh link for a patient. Its data is below data/demo-PORT of the working folder, or of the folder that the system
 * property apotheca.home names.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs everything on this machine and prints a pharmacist's and a patient's link.")
final class DemoCommand implements Callable<Integer> {
    static final String PASSWORD = "apotheca-demo";
    private static final String PHARMACIST = "pharmacist";
    private static final String COLLEAGUE = "colleague";

    @Option(names = "--port", defaultValue = "8080", description = "Port of the web server (default: 8080).")
    private int port;

    @Option(names = "--json", description = "Print one line of JSON when ready.")
    private boolean json;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration as for serve; port, pharmacy and storage stay the demo's own.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        if (port < 0 || port > 65_535) {
            throw new StartException(ExitCode.USAGE, "--port must be between 0 and 65535.");
        }
        Path folder = Path.of(System.getProperty("apotheca.home", ""), "data", "demo-" + port);
        prepare(folder);
        DemoKey.prepare(folder, PASSWORD);
        Logs.plain(folder.resolve("apotheca.log"));
        DemoAccess access = new DemoAccess(Token.random(new SecureRandom()), PHARMACIST);
        Application application = Application.start(new Application.Plan(
                settings(folder),
                EmbeddedMedia::start,
                EmbeddedRecorder::start,
                InstantSource.system(),
                Optional.of(access),
                Application.WEB_FOLDER));
        announce(application, access, folder);
        application.rehearse();
        return UntilStopped.run(application::close);
    }

    private static void prepare(Path folder) throws StartException {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "write", ".probe"));
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.STORAGE,
                    "The data folder " + folder + " cannot be written: change its permissions, or start in another"
                            + " folder.");
        }
    }

    private Settings settings(Path folder) throws StartException {
        Map<String, Object> own = Map.of(
                "http.port",
                port,
                "pharmacy.name",
                "Demo Pharmacy",
                "storage.url",
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("apotheca"),
                "recorder.folder",
                folder.resolve("archives").toString(),
                "recorder.keys",
                List.of(folder.resolve(DemoKey.PUBLIC_FILE).toString()));
        Map<String, Object> loose = Map.of(
                "media.udp.first-port",
                0,
                "media.udp.loopback",
                true,
                "media.tcp.first-port",
                0,
                "metrics.enabled",
                false);
        try {
            if (config != null) {
                return SettingsReader.read(config, own, loose);
            }
            Map<String, Object> all = new HashMap<>(own);
            all.putAll(loose);
            return SettingsReader.with(all);
        } catch (SettingsException e) {
            throw new StartException(ExitCode.SETTINGS, e.message());
        }
    }

    private void announce(Application application, DemoAccess access, Path folder) {
        Accounts accounts = application.accounts();
        accounts.add(PHARMACIST, "Dana Demo", PASSWORD.toCharArray());
        accounts.add(COLLEAGUE, "Robin Demo", PASSWORD.toCharArray());
        Account pharmacist = accounts.find(PHARMACIST).orElseThrow();
        Invitation invitation = application.links().invitePatient(pharmacist.id(), "Alex Demo");
        String staffLink = application.site().demoLink(access.key().secret());
        String patientLink = application.site().visitLink(invitation.token().secret());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println("{\"pharmacist\": \"" + staffLink + "\", \"patient\": \"" + patientLink + "\"}");
        } else {
            out.println("Apotheca's demo runs on this machine only. Open the two links in two browser windows:");
            out.println();
            out.println("  Pharmacist  " + staffLink);
            out.println("  Patient     " + patientLink);
            out.println();
            out.println("The pharmacist's link signs in by itself. By hand: account " + PHARMACIST + " or " + COLLEAGUE
                    + ", password " + PASSWORD + ".");
            out.println("Recordings are opened by " + folder.resolve(DemoKey.PRIVATE_FILE) + " with the passphrase "
                    + PASSWORD + ", in this demo only: elsewhere keep such a file away from the server.");
            out.println("Data and log: " + folder + ". Ctrl-C ends it.");
        }
        out.flush();
    }
}
