package dev.oauth2notebook.keycloak.explorer.masking;

/**
 * A parameter or a header.
 *
 * @param name its name
 * @param value its value, never {@code null}
 */
public record Parameter(String name, String value) {}
