package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.regex.Pattern;

/** The syntax of a {@code resource} parameter (RFC 8707 §2). */
public final class ResourceIndicator {

    /** The {@code error_description} for a malformed resource. */
    public static final String MALFORMED = "resource must be an absolute URI without a fragment";

    static final int MAX_LENGTH = 2000;

    private static final String CHARACTERS = "[A-Za-z0-9._~:/?@!$&'()*+,;=\\[\\]-]*";

    private static final Pattern ABSOLUTE_URI =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:(?=.)" + CHARACTERS + "(%[0-9A-Fa-f]{2}" + CHARACTERS + ")*");

    private ResourceIndicator() {}

    /** Returns whether a value is an absolute URI (RFC 3986 §4.3) without a fragment, and not longer than is useful. */
    public static boolean isValid(String resource) {
        return resource.length() <= MAX_LENGTH && ABSOLUTE_URI.matcher(resource).matches();
    }
}
