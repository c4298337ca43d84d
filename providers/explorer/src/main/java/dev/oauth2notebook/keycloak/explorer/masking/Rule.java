package dev.oauth2notebook.keycloak.explorer.masking;

import java.util.Map;
import java.util.function.UnaryOperator;

/** How much of a value is kept. */
enum Rule {
    /** Nothing; the rule for everything that is not on a list. */
    HIDE(value -> Rule.HIDDEN),
    /** The value, shortened if it is very long. */
    SHOW(Rule::shorten),
    /** The first characters. */
    CUT(Rule::cut),
    /** A token without its signature. */
    TOKEN(TokenText::mask),
    /** A URL whose parameters are masked by name. */
    URL(value -> shorten(MaskedUrl.mask(value))),
    /** A URN without its last part, which is a secret for a limited time (RFC 9126 §2.2). */
    URN(value -> value.substring(0, value.lastIndexOf(':') + 1) + cut(value.substring(value.lastIndexOf(':') + 1)));

    /** Replaces a value that must not be readable. */
    static final String HIDDEN = "•••";

    private static final int SHOWN = 4;
    private static final int MAX_LENGTH = 2000;

    private final UnaryOperator<String> kept;

    Rule(UnaryOperator<String> kept) {
        this.kept = kept;
    }

    /** Returns what may be kept of a value. */
    String keep(String value) {
        return kept.apply(value);
    }

    /** Makes this the rule for names that are separated by spaces. */
    void addTo(Map<String, Rule> rules, String names) {
        for (String name : names.split(" ")) {
            rules.put(name, this);
        }
    }

    /** Returns the first characters of a value, but never more than a quarter of it. */
    static String cut(String value) {
        return value.substring(0, Math.min(SHOWN, value.length() / SHOWN)) + HIDDEN;
    }

    private static String shorten(String value) {
        return value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) + "…" : value;
    }
}
