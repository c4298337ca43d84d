package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A scope that is limited to a path, for example {@code storage.read:/home/alice} (WLCG Token Profile §2.2.1). It covers
 * that path and everything below it.
 *
 * <p>Only the normal form is accepted, because two services could resolve any other form to different paths: the path is
 * absolute and consists of segments of unreserved characters (RFC 3986 §2.3) and {@code + , : = @}; there are no empty
 * segments, none of only dots, no percent-encoding and no slash at the end.
 *
 * @param name the part before the first colon
 * @param path {@code /}, or a slash before each segment; case-sensitive
 */
public record PathScope(String name, String path) {

    /** Maximum length of a scope with a path, in characters. */
    static final int MAX_LENGTH = 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern PATH = Pattern.compile("/|(/(?!\\.+(/|$))[A-Za-z0-9._~+,:=@-]+)+");

    /** Returns whether a text can be the name of a scope with a path. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Parses a scope.
     *
     * @return empty if it has no path, or is not in normal form
     */
    public static Optional<PathScope> parse(String scope) {
        int colon = scope.indexOf(':');
        if (colon < 0 || scope.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        PathScope parsed = new PathScope(scope.substring(0, colon), scope.substring(colon + 1));
        return isName(parsed.name) && PATH.matcher(parsed.path).matches() ? Optional.of(parsed) : Optional.empty();
    }

    /** Returns whether another scope has the same name, and the same path or one below it. */
    public boolean covers(PathScope other) {
        return name.equals(other.name)
                && (path.equals("/") || other.path.equals(path) || other.path.startsWith(path + "/"));
    }
}
