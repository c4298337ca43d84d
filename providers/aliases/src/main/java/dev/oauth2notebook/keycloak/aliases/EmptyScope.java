package dev.oauth2notebook.keycloak.aliases;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;

/**
 * A {@code scope} without a value counts as left out (RFC 6749 §3.1 and §3.2); Keycloak takes it for a scope that nobody
 * has. A repeated one is left for Keycloak to refuse.
 */
final class EmptyScope {

    private static final String WITHOUT_VALUE = OAuth2Constants.SCOPE + "=";

    private EmptyScope() {}

    /** Returns a raw query, or {@code null}, without the parameter, and all else byte for byte. */
    static String dropFrom(String rawQuery) {
        if (rawQuery == null) {
            return null;
        }
        List<String> scopes = Stream.of(rawQuery.split("&"))
                .filter(pair -> pair.equals(OAuth2Constants.SCOPE) || pair.startsWith(WITHOUT_VALUE))
                .toList();
        if (scopes.size() != 1 || scopes.get(0).length() > WITHOUT_VALUE.length()) {
            return rawQuery;
        }
        return Stream.of(rawQuery.split("&", -1))
                .filter(pair -> !pair.equals(scopes.get(0)))
                .collect(Collectors.joining("&"));
    }

    /** Returns a form without the parameter. */
    static MultivaluedMap<String, String> dropFrom(MultivaluedMap<String, String> form) {
        if (!List.of("").equals(form.get(OAuth2Constants.SCOPE))) {
            return form;
        }
        MultivaluedMap<String, String> rest = new MultivaluedHashMap<>(form);
        rest.remove(OAuth2Constants.SCOPE);
        return rest;
    }
}
