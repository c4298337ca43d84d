package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A copy of a request in which single values are changed. */
final class ChangedRequest {

    private final String requester;
    private final String requesterSub;
    private SubjectToken subject;
    private ActorToken actor;
    private List<String> audiences;
    private List<String> resources;
    private Set<String> requestedScopes;
    private Set<String> assignedScopes;
    private TokenType tokenType;

    ChangedRequest(ExchangeRequest request) {
        requester = request.requester();
        requesterSub = request.requesterSub();
        subject = request.subject();
        actor = request.actor();
        audiences = request.audiences();
        resources = request.resources();
        requestedScopes = request.requestedScopes();
        assignedScopes = request.assignedScopes();
        tokenType = request.tokenType();
    }

    ChangedRequest withoutActor() {
        actor = null;
        return this;
    }

    ChangedRequest audiences(List<String> values) {
        audiences = values;
        return this;
    }

    ChangedRequest resources(List<String> values) {
        resources = values;
        return this;
    }

    ChangedRequest scopes(Set<String> values) {
        requestedScopes = values;
        return this;
    }

    ChangedRequest assign(Set<String> scopes) {
        assignedScopes = new LinkedHashSet<>(assignedScopes);
        assignedScopes.addAll(scopes);
        return this;
    }

    ChangedRequest type(TokenType type) {
        tokenType = type;
        return this;
    }

    ChangedRequest subjectExpiresAt(long time) {
        subject = new SubjectToken(
                subject.sub(),
                subject.client(),
                subject.scopes(),
                subject.roles(),
                subject.act(),
                subject.mayAct(),
                time);
        return this;
    }

    ExchangeRequest build() {
        return new ExchangeRequest(
                requester,
                requesterSub,
                subject,
                actor,
                audiences,
                resources,
                requestedScopes,
                assignedScopes,
                tokenType);
    }
}
