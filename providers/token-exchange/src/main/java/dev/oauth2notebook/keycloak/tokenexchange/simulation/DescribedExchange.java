package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.request.ExchangeRequestReader;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest.ActingParty;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;

/** Converts the description of an exchange to the request on which the policy decides. */
final class DescribedExchange {

    private final KeycloakSession session;
    private final SimulationRequest description;
    private final NamedParties parties;
    private final ClientModel requester;
    private final String issuer;

    /** @throws InvalidDescription if the description is incomplete or ambiguous, or the requester does not exist */
    DescribedExchange(KeycloakSession session, SimulationRequest description) {
        this.session = session;
        this.description = description;
        this.parties = new NamedParties(session);
        this.requester = parties.client("requester", description.requester());
        this.issuer = Urls.realmIssuer(
                session.getContext().getUri().getBaseUri(),
                session.getContext().getRealm().getName());
        requireOne("subject", description.subject(), description.subjectToken());
        if (description.subject() == null && description.subjectToken() == null) {
            throw new InvalidDescription("subject", "subject or subjectToken is required");
        }
        requireOne("actor", description.actor(), description.actorToken());
        parties.requireClients("audience", description.audience());
        tokenType();
    }

    ClientModel requester() {
        return requester;
    }

    /**
     * Returns the request.
     *
     * @param now current time in seconds since the epoch
     * @throws InvalidDescription if it names a client or user that does not exist
     * @throws RefusedRequestException if a pasted token is invalid
     */
    ExchangeRequest request(long now) {
        Set<String> scopes = ExchangeScopes.parse(description.scope());
        return new ExchangeRequest(
                requester.getClientId(),
                ExchangeRequestReader.serviceAccountSub(session, requester),
                subject(now),
                actor(),
                description.audience(),
                description.resource(),
                scopes.isEmpty() ? null : scopes,
                ExchangeScopes.assigned(requester),
                tokenType());
    }

    private SubjectToken subject(long now) {
        return description.subjectToken() == null
                ? new SubjectDescription(session.getContext().getRealm(), parties, issuer)
                        .read(description.subject(), now)
                : new PastedTokens(session).subject(description.subjectToken(), requester);
    }

    private ActorToken actor() {
        if (description.actorToken() != null) {
            return new PastedTokens(session).actor(description.actorToken());
        }
        ActingParty actor = description.actor();
        if (actor == null) {
            return null;
        }
        ClientModel client = parties.client("actor.client", actor.client());
        return new ActorToken(
                parties.user("actor.user", actor.user(), client).getId(),
                client.getClientId(),
                issuer,
                actor.audience() == null
                        ? Set.of(requester.getClientId())
                        : new LinkedHashSet<>(List.copyOf(actor.audience())),
                actor.delegated());
    }

    private TokenType tokenType() {
        String type = description.requestedTokenType();
        return type == null
                ? TokenType.ACCESS_TOKEN
                : TokenType.ofUrn(type)
                        .or(() -> TokenType.ofConfigName(type))
                        .orElseThrow(() -> new InvalidDescription(
                                "requestedTokenType", "'" + type + "' is not a token type that can be requested"));
    }

    private static void requireOne(String field, Object described, String token) {
        if (described != null && token != null) {
            throw new InvalidDescription(field, "use either " + field + " or " + field + "Token");
        }
    }
}
