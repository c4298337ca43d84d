package dev.oauth2notebook.keycloak.page;

import java.util.Set;

/**
 * An endpoint as the start page lists it.
 *
 * @param name names the message that explains it: {@code startEndpoint.} and this
 * @param methods HTTP methods, comma-separated
 * @param path below the mount, with a leading slash
 * @param url absolute
 */
public record ListedEndpoint(String name, String methods, String path, String url) {

    private static final Set<String> NEED_MORE_THAN_A_CLICK = Set.of("/auth", "/userinfo", "/register/{id}");

    /** Returns whether a click may lead there: a page or a document that needs no parameters and no token. */
    public boolean isLink() {
        return methods.contains("GET") && !path.startsWith("/api/") && !NEED_MORE_THAN_A_CLICK.contains(path);
    }
}
