package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Decides whether a permit can be suggested for a recorded grant. */
final class Suitability {

    private final Predicate<String> clientExists;
    private final Function<Collection<String>, List<String>> unknownScopes;

    /**
     * @param clientExists whether there is a client with a client id
     * @param unknownScopes returns those of some scopes that do not exist
     */
    Suitability(Predicate<String> clientExists, Function<Collection<String>, List<String>> unknownScopes) {
        this.clientExists = clientExists;
        this.unknownScopes = unknownScopes;
    }

    /** Returns why no permit can be suggested for a token exchange; empty if one can. */
    Optional<String> problem(RecordedGrant exchange) {
        if (exchange.requester() == null || exchange.subjectClient() == null) {
            return Optional.of("the event does not name the requester and the client of the subject token");
        }
        if (exchange.tokenType() == null) {
            return Optional.of("the requested token type is missing or not supported by permits");
        }
        return problemOfTarget(exchange, exchange.requester(), exchange.subjectClient(), exchange.actorClient());
    }

    /** Returns why no permit can be suggested for client credentials; empty if one can. */
    Optional<String> problemOfCredentials(RecordedGrant grant) {
        return grant.requester() == null
                ? Optional.of("the event does not name the requester")
                : problemOfTarget(grant, grant.requester());
    }

    private Optional<String> problemOfTarget(RecordedGrant grant, String... clients) {
        if (grant.audiences().isEmpty()) {
            return Optional.of("the event names no audience, which a permit needs");
        }
        if (grant.scopes().isEmpty()) {
            return Optional.of("the event names no scope, and a permit without scopes would permit all of them");
        }
        return Stream.concat(Stream.of(clients), grant.audiences().stream())
                .filter(Objects::nonNull)
                .filter(id -> !clientExists.test(id))
                .findFirst()
                .map(id -> "there is no client '" + id + "' in this realm")
                .or(() -> unknownScopes.apply(grant.scopes()).stream()
                        .findFirst()
                        .map(scope -> "there is no client scope '" + scope + "' in this realm"));
    }
}
