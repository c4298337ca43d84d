package dev.oauth2notebook.keycloak.tokenexchange.request;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuth2Constants;

/**
 * Parameters of a token exchange (RFC 8693 §2.1) that were sent, and of which Keycloak has kept no notice because they
 * are too long. What they would have narrowed would be granted, so there must be none.
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
     * Finds a parameter that was dropped.
     *
     * @param sent the form as it came
     * @param kept the form as Keycloak has left it
     * @return the name of the first one; empty if there is none
     */
    public static Optional<String> first(MultivaluedMap<String, String> sent, MultivaluedMap<String, String> kept) {
        return KNOWN.stream()
                .filter(name -> sent.containsKey(name) && !kept.containsKey(name))
                .findFirst();
    }
}
