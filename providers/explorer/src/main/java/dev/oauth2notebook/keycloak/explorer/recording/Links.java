package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.explorer.masking.MaskedUrl;
import dev.oauth2notebook.keycloak.explorer.masking.Parameter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the values that a request has in common with other requests of the same flow. */
final class Links {

    /** Type of the link by the parameter or JSON member that has the value. */
    private static final Map<String, String> TYPES = Map.of(
            "code", "code",
            "state", "state",
            "nonce", "nonce",
            "request_uri", "par",
            "device_code", "device",
            "user_code", "user_code",
            "code_challenge", "challenge");

    /** Type of the link by the id of a user session or authentication session, the claim {@code sid} of tokens. */
    static final String SESSION = "sid";

    private final LinkHashes hashes;
    private final Set<String> links = new LinkedHashSet<>();

    private Links(LinkHashes hashes) {
        this.hashes = hashes;
    }

    /**
     * Returns the links of a request. Those of the tokens' claims are not among them.
     *
     * @param request the request
     * @param response its response
     * @param sessions ids of the sessions to which it belongs
     * @param tab id of the browser tab in the authentication session; {@code null} if there is none
     * @param hashes hashes the values
     */
    static Set<String> in(
            RawRequest request, RawResponse response, Set<String> sessions, String tab, LinkHashes hashes) {
        Links found = new Links(hashes);
        found.add(request.query());
        found.add(request.form());
        if (response.location() != null) {
            found.add(MaskedUrl.parametersOf(response.location()));
        }
        TYPES.keySet()
                .forEach(name -> found.add(name, response.json().path(name).asText("")));
        sessions.forEach(session -> found.links.add(hashes.link(SESSION, session)));
        if (tab != null) {
            found.links.add(hashes.link("auth", tab));
        }
        return found.links;
    }

    private void add(List<Parameter> parameters) {
        parameters.forEach(parameter -> add(parameter.name(), parameter.value()));
    }

    private void add(String name, String value) {
        String type = TYPES.get(name);
        if (type != null && !value.isEmpty()) {
            links.add(hashes.link(type, name.equals("user_code") ? normalized(value) : value));
        }
    }

    /** Users type user codes in any case, with or without separators (RFC 8628 §6.1). */
    private static String normalized(String userCode) {
        return userCode.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    }
}
