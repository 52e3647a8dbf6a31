// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.apotheca.signaling.e2e.Chromium.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** How a page looks on a phone and a desktop, in light and dark: axe-core must find nothing to object to. */
public final class Looks {
    private static final Path AXE = Path.of("web", "node_modules", "axe-core", "axe.min.js");
    private static final String RUN = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
            + " 'wcag22aa', 'best-practice']}).then((found) => found.violations.map((v) => v.id + ': '"
            + " + v.nodes.map((n) => n.target + ' ' + n.failureSummary).join(' | ')))";

    private Looks() {}

    /** As it stands, in all four looks, each kept as a screenshot of that name. */
    public static void check(ChromiumTab tab, String name) {
        for (Look look : List.of(Look.DESKTOP, Look.DESKTOP.inDark(), Look.PHONE, Look.PHONE.inDark())) {
            Page page = tab.page();
            page.setViewportSize(look.width(), look.height());
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
            tab.evaluate("document.getAnimations().forEach((one) => one.cancel())");
            String file = "%s-%s-%s.png"
                    .formatted(name, look.width() < 600 ? "phone" : "desktop", look.dark() ? "dark" : "light");
            tab.screenshot(Directories.screenshots().resolve(file));
            assertThat(violations(tab)).as(file.toLowerCase(Locale.ROOT)).isEmpty();
            assertThat(tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as(file + ": nothing to scroll sideways")
                    .isTrue();
        }
        tab.page().setViewportSize(Look.DESKTOP.width(), Look.DESKTOP.height());
    }

    private static List<String> violations(ChromiumTab tab) {
        if (!Files.isReadable(AXE)) {
            throw new AssertionError(AXE + " is missing: npm ci in signaling/web installs it");
        }
        if (!tab.evaluate("!!window.axe").asBoolean()) {
            tab.page().evaluate(Product.read(AXE) + "; null");
        }
        return StreamSupport.stream(tab.evaluate(RUN).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
