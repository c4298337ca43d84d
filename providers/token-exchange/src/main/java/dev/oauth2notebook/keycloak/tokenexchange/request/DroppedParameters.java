package dev.oauth2notebook.keycloak.tokenexchange.request;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuth2Constants;

/**
 * Detects parameters of a token-exchange request (RFC 8693 §2.1) that Keycloak has dropped because they are too long.
 * Such a request must be refused: without the parameter, more might be granted than the client requested.
 */
public final class DroppedParameters {

    private static final List<String> KNOWN = List.of(
            OAuth2Constants.SUBJECT_TOKEN,
            OAuth2Constants.SUBJECT_TOKEN_TYPE,
            OAuth2Constants.ACTOR_TOKEN,
            OAuth2Constants.ACTOR_TOKEN_TYPE,
            OAuth2Constants.REQUESTED_TOKEN_TYPE,
            OAuth2Constants.AUDIENCE,
            OAuth2Constants.RESOURCE,
            OAuth2Constants.SCOPE,
            OAuth2Constants.REQUESTED_SUBJECT,
            OAuth2Constants.REQUESTED_ISSUER,
            OAuth2Constants.SUBJECT_ISSUER);

    private DroppedParameters() {}

    /**
     * Returns the name of the first dropped parameter.
     *
     * @param sent the form parameters that the client sent
     * @param kept the form parameters that Keycloak kept
     * @return empty if no parameter was dropped
     */
    public static Optional<String> first(MultivaluedMap<String, String> sent, MultivaluedMap<String, String> kept) {
        return KNOWN.stream()
                .filter(name -> sent.containsKey(name) && !kept.containsKey(name))
                .findFirst();
    }
}
