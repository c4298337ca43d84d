package dev.oauth2notebook.keycloak.common;

/**
 * An endpoint as the start page lists it.
 *
 * @param name names the message that explains it: {@code startEndpoint.} and this
 * @param methods HTTP methods, comma-separated
 * @param path below the mount, with a leading slash
 * @param url absolute
 * @param link whether a click may lead there
 */
public record ListedEndpoint(String name, String methods, String path, String url, boolean link) {}
