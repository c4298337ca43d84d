package dev.oauth2notebook.keycloak.explorer.recording;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oauth2notebook.keycloak.explorer.owner.ClientOwner;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * Determines who sees a request because they have registered the client that sent it. They do not see requests of
 * browsers, nor requests that name somebody whom Keycloak does not know: who that is, is not theirs to know.
 */
final class OwnerReader {

    /** Parameters that say who is meant, other than tokens (OpenID Connect Core §3.1.2.1 and §5.5, RFC 6749 §4.3.2). */
    private static final List<String> NAMES = List.of("login_hint", "claims", "username");

    private static final String SERVICE_ACCOUNT = "service-account-";

    private final KeycloakSession session;
    private final List<ObservedEvent> events;

    OwnerReader(KeycloakSession session, List<ObservedEvent> events) {
        this.session = session;
        this.events = events;
    }

    /**
     * Returns the id of the user.
     *
     * @return empty if the client was registered by nobody who is known, or the request names somebody
     */
    Optional<String> read(ObservedPath endpoint, RawRequest request, RawResponse response, List<SeenToken> tokens) {
        return endpoint.isCalledByClients()
                ? client().flatMap(client -> ClientOwner.of(session, client))
                        .filter(owner -> !namesSomebody(request, response, events, tokens))
                : Optional.empty();
    }

    /** Returns whether a request or its response says who somebody is, beyond the users that its tokens name. */
    static boolean namesSomebody(
            RawRequest request, RawResponse response, List<ObservedEvent> events, List<SeenToken> tokens) {
        return NAMES.stream().anyMatch(name -> request.parameter(name).isPresent())
                || events.stream().anyMatch(event -> isUser(event.details().get(Details.USERNAME)))
                || response.json().has("sub") && !isServiceAccount(response.json())
                || tokens.stream().map(SeenToken::claims).anyMatch(claims -> claims.has("sid") && !claims.has("sub"));
    }

    /** What the request says about its client may be wrong, so only what Keycloak's events say counts. */
    private Optional<ClientModel> client() {
        return events.stream()
                .map(ObservedEvent::client)
                .filter(Objects::nonNull)
                .findFirst()
                .map(session.getContext().getRealm()::getClientByClientId);
    }

    /** RFC 7662 §2.2. */
    private static boolean isServiceAccount(JsonNode introspection) {
        return !isUser(introspection.path("username").asText("?"));
    }

    private static boolean isUser(String username) {
        return username != null && !username.startsWith(SERVICE_ACCOUNT);
    }
}
