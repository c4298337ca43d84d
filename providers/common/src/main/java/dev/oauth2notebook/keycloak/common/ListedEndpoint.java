package dev.oauth2notebook.keycloak.common;

/**
 * An endpoint in the list on the start page.
 *
 * @param name key of the endpoint's description in the message bundle, without the prefix {@code startEndpoint.}
 * @param methods HTTP methods, separated by commas
 * @param path path below the mount point, with a leading slash
 * @param url absolute URL
 * @param link whether the start page links to the endpoint
 */
public record ListedEndpoint(String name, String methods, String path, String url, boolean link) {}
