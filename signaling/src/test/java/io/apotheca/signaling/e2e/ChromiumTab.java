// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/** A page of Chromium, driven by Playwright. */
public record ChromiumTab(Page page) implements Tab {
    private static final double LIMIT_MILLIS = 15_000;

    public ChromiumTab {
        page.setDefaultTimeout(LIMIT_MILLIS);
    }

    @Override
    public void open(String url) {
        page.navigate(url);
    }

    @Override
    public void reload() {
        page.reload();
    }

    @Override
    public JsonNode evaluate(String expression) {
        return Json.parse((String) page.evaluate("async () => JSON.stringify((await (" + expression + ")) ?? null)"));
    }

    @Override
    public void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    @Override
    public void fill(String field, String text) {
        page.getByLabel(field).first().fill(text);
    }

    @Override
    public void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        page.context().close();
    }
}
