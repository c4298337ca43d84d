package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedExchange;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Decides whether a permit can be suggested for a recorded exchange. */
final class Suitability {

    private final Predicate<String> clientExists;

    /** @param clientExists whether there is a client with a client id */
    Suitability(Predicate<String> clientExists) {
        this.clientExists = clientExists;
    }

    /** Returns why no permit can be suggested; empty if one can. */
    Optional<String> problem(RecordedExchange exchange) {
        if (exchange.requester() == null || exchange.subjectClient() == null) {
            return Optional.of("the event does not name the requester and the client of the subject token");
        }
        if (exchange.audiences().isEmpty()) {
            return Optional.of("the event names no audience, which a permit needs");
        }
        if (exchange.scopes().isEmpty()) {
            return Optional.of("the event names no scope, and a permit without scopes would permit all of them");
        }
        if (exchange.tokenType() == null) {
            return Optional.of("the requested token type is missing or not supported by permits");
        }
        return Stream.of(
                        Stream.of(exchange.requester(), exchange.subjectClient(), exchange.actorClient()),
                        exchange.audiences().stream())
                .flatMap(ids -> ids)
                .filter(Objects::nonNull)
                .filter(id -> !clientExists.test(id))
                .findFirst()
                .map(id -> "there is no client '" + id + "' in this realm");
    }
}
