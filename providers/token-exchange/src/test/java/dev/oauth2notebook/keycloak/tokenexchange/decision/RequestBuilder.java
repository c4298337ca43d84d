package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.List;
import java.util.Set;

/** Builds requests. By default, {@code backend} exchanges a token of {@code frontend} for {@code orders}. */
final class RequestBuilder {

    String requester = "backend";
    String requesterSub = "sa-backend";
    String subjectSub = "alice";
    String subjectClient = "frontend";
    Set<String> subjectScopes = Notation.words("read write");
    Set<String> subjectRoles = Notation.words("boss orders.reader");
    Actor act = null;
    MayAct mayAct = null;
    long expiresAt = Notation.NOW + 600;
    boolean hasActor = false;
    String actorSub = "sa-backend";
    String actorClient = "backend";
    String actorIssuer = Notation.ISSUER;
    Set<String> actorAudience = Set.of();
    boolean actorDelegated = false;
    List<String> audiences = List.of("orders");
    List<String> resources = List.of();
    Set<String> requestedScopes = null;
    Set<String> assignedScopes = Notation.words("admin write read");
    TokenType tokenType = TokenType.ACCESS_TOKEN;

    ExchangeRequest build() {
        return new ExchangeRequest(
                requester,
                requesterSub,
                new SubjectToken(subjectSub, subjectClient, subjectScopes, subjectRoles, act, mayAct, expiresAt),
                hasActor ? new ActorToken(actorSub, actorClient, actorIssuer, actorAudience, actorDelegated) : null,
                audiences,
                resources,
                requestedScopes,
                assignedScopes,
                tokenType);
    }
}
