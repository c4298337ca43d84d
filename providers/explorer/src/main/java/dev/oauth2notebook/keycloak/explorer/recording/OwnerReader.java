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
 * Determines the user who may see a request because they registered the client that sent it. They do not see requests
 * of browsers, nor requests that name a person whom Keycloak does not know, because they must not learn who that is.
 */
final class OwnerReader {

    /** Parameters that identify a person, other than tokens (OpenID Connect Core §3.1.2.1 and §5.5, RFC 6749 §4.3.2). */
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
     * @return empty if it is not known who registered the client, or the request identifies a person
     */
    Optional<String> read(ObservedPath endpoint, RawRequest request, RawResponse response, List<SeenToken> tokens) {
        return endpoint.isCalledByClients()
                ? client().flatMap(client -> ClientOwner.of(session, client))
                        .filter(owner -> !namesSomebody(request, response, events, tokens))
                : Optional.empty();
    }

    /** Returns whether a request or its response identifies a person other than the users that its tokens name. */
    static boolean namesSomebody(
            RawRequest request, RawResponse response, List<ObservedEvent> events, List<SeenToken> tokens) {
        return NAMES.stream().anyMatch(name -> request.parameter(name).isPresent())
                || events.stream().anyMatch(event -> isUser(event.details().get(Details.USERNAME)))
                || response.json().has("sub") && !isServiceAccount(response.json())
                || tokens.stream().map(SeenToken::claims).anyMatch(claims -> claims.has("sid") && !claims.has("sub"));
    }

    /** Trusts only Keycloak's events: what the request says about its client may be wrong. */
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
