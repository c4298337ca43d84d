package dev.oauth2notebook.keycloak.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

/** A colour scheme and a viewport size in which pages are inspected. */
enum DisplayMode {
    LIGHT_DESKTOP(ColorScheme.LIGHT, 1280, 800),
    DARK_DESKTOP(ColorScheme.DARK, 1280, 800),
    LIGHT_PHONE(ColorScheme.LIGHT, 360, 740),
    DARK_PHONE(ColorScheme.DARK, 360, 740);

    private final ColorScheme scheme;
    private final int width;
    private final int height;

    DisplayMode(ColorScheme scheme, int width, int height) {
        this.scheme = scheme;
        this.width = width;
        this.height = height;
    }

    /** Two modes cover both colour schemes and both sizes; analysing all four would take twice as long. */
    boolean isAnalyzed() {
        return this == LIGHT_PHONE || this == DARK_DESKTOP;
    }

    void apply(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, height);
    }
}
