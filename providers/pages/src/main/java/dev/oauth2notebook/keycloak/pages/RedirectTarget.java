package dev.oauth2notebook.keycloak.pages;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an authorization response goes, so that users can see it before they give consent (RFC 6749 §10.2).
 *
 * @param name host and port of the redirect URI, or its scheme if that is private to an app
 * @param onThisDevice whether an app on the user's device receives the response: on the loopback interface (RFC 8252
 *     §7.3) or through a private-use URI scheme (§7.1)
 * @see dev.oauth2notebook.keycloak.pages.overrides.PageProvider
 */
public record RedirectTarget(String name, boolean onThisDevice) {

    private static final Pattern WEB = Pattern.compile("https?", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);

    /**
     * Returns the target of a redirect URI.
     *
     * @param redirectUri redirect URI of an authorization request, or {@code null}
     * @return the target; empty if the URI is absent or has neither host nor private-use scheme
     */
    public static Optional<RedirectTarget> of(String redirectUri) {
        if (redirectUri == null) {
            return Optional.empty();
        }
        URI uri = URI.create(redirectUri);
        if (uri.getScheme() == null) {
            return Optional.empty();
        }
        if (!WEB.matcher(uri.getScheme()).matches()) {
            return Optional.of(new RedirectTarget(uri.getScheme(), true));
        }
        return Optional.ofNullable(uri.getRawAuthority())
                .map(authority -> authority.substring(authority.lastIndexOf('@') + 1))
                .map(host -> new RedirectTarget(host, LOOPBACK.matcher(host).matches()));
    }
}
