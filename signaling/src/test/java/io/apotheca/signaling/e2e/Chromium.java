// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system's Chromium. Each person gets a context of their own: cookies, storage and devices. One thread only. */
public final class Chromium implements AutoCloseable {
    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--autoplay-policy=no-user-gesture-required");

    /** How a page looks: size of the window in CSS pixels and colour scheme. */
    public record Look(int width, int height, boolean dark) {
        static final Look DESKTOP = new Look(1280, 800, false);
        static final Look PHONE = new Look(390, 844, false);

        Look inDark() {
            return new Look(width, height, true);
        }
    }

    /** Lives as long as the tests' process: starting a browser takes seconds. */
    private static @Nullable Browser shared;

    private static @Nullable Playwright playwright;

    private final Browser browser;
    private final boolean own;

    private Chromium(Browser browser, boolean own) {
        this.browser = browser;
        this.own = own;
    }

    /** The browser that the tests share; closing it closes the pages. */
    public static Chromium launch() {
        if (shared == null) {
            shared = launch(EXECUTABLE);
        }
        return new Chromium(shared, false);
    }

    /** A browser inside a network namespace; Playwright reaches it by a pipe, not by the network. */
    static Chromium launchIn(NetworkNamespace namespace) {
        try {
            Path wrapper = Files.createTempFile("chromium-in-namespace", ".sh");
            wrapper.toFile().deleteOnExit();
            String command = String.join(" ", namespace.command(List.of(EXECUTABLE.toString())));
            Files.writeString(wrapper, "#!/bin/sh\nexec " + command + " \"$@\"\n");
            if (!wrapper.toFile().setExecutable(true)) {
                throw new AssertionError("cannot make " + wrapper + " executable");
            }
            return new Chromium(launch(wrapper), true);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Browser launch(Path executable) {
        if (!Files.isExecutable(EXECUTABLE)) {
            throw new AssertionError(EXECUTABLE + " is missing: run .ci/install-test-tools");
        }
        if (playwright == null) {
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        }
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(FLAGS));
    }

    public ChromiumTab person(Person person) {
        return person(person, Look.DESKTOP);
    }

    public ChromiumTab person(Person person, Look look) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setPermissions(List.of("camera", "microphone")));
        context.addInitScript(Probe.preload(person, false));
        return new ChromiumTab(context.newPage());
    }

    @Override
    public void close() {
        if (own) {
            browser.close();
        } else {
            browser.contexts().forEach(BrowserContext::close);
        }
    }
}
