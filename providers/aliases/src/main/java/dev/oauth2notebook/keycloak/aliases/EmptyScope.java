package dev.oauth2notebook.keycloak.aliases;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;

/**
 * Removes a {@code scope} parameter without a value, which must be treated as if it were omitted (RFC 6749 §3.1 and
 * §3.2), whereas Keycloak rejects it as an invalid scope. A repeated parameter stays, so that Keycloak rejects the
 * request.
 *
 * @see OriginalRequest
 * @see AliasTargets
 */
final class EmptyScope {

    private static final String WITHOUT_VALUE = OAuth2Constants.SCOPE + "=";

    private EmptyScope() {}

    /**
     * Removes an empty scope from a query.
     *
     * @param rawQuery encoded query, or {@code null}
     * @return the query without the parameter, otherwise unchanged
     */
    static String removeFrom(String rawQuery) {
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

    /**
     * Removes an empty scope from a form.
     *
     * @param form form parameters, which are not modified
     * @return the form itself, or a copy without the parameter
     */
    static MultivaluedMap<String, String> removeFrom(MultivaluedMap<String, String> form) {
        if (!List.of("").equals(form.get(OAuth2Constants.SCOPE))) {
            return form;
        }
        MultivaluedMap<String, String> rest = new MultivaluedHashMap<>(form);
        rest.remove(OAuth2Constants.SCOPE);
        return rest;
    }
}
