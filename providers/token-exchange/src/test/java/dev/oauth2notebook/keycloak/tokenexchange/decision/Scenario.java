package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * The permits and the request of a row of {@link ExchangePolicyTableTest}: the defaults of {@link PermitBuilder} and
 * {@link RequestBuilder} with the changes of the row.
 */
final class Scenario {

    private final List<PermitBuilder> permits = new ArrayList<>(List.of(new PermitBuilder()));
    private final RequestBuilder request = new RequestBuilder();
    private long now = Notation.NOW;

    /**
     * Parses changes that are separated by semicolons: {@code key=value} with the key of a permit (with hyphens) or of a
     * request (with underscores and dots); {@code permit NAME} adds a permit, to which the permit keys that follow
     * apply; {@code no permit} removes all permits.
     */
    static Scenario of(String changes) {
        Scenario scenario = new Scenario();
        for (String change : changes.split("; *")) {
            if (change.equals("base")) {
                continue;
            }
            if (change.equals("no permit")) {
                scenario.permits.clear();
            } else if (change.startsWith("permit ")) {
                PermitBuilder permit = new PermitBuilder();
                permit.name = change.substring("permit ".length());
                scenario.permits.add(permit);
            } else {
                String[] parts = change.split("=", 2);
                scenario.change(parts[0], parts[1]);
            }
        }
        return scenario;
    }

    Decision decide() {
        return ExchangePolicy.decide(permits.stream().map(PermitBuilder::build).toList(), request.build(), now);
    }

    private void change(String key, String value) {
        PermitBuilder permit = permits.get(permits.size() - 1);
        switch (key) {
            case "requesters" -> permit.requesters = Notation.words(value);
            case "subject-clients" -> permit.subjectClients = Notation.words(value);
            case "audiences" -> permit.audiences = Notation.words(value);
            case "require-audience" -> permit.requireAudience = Boolean.parseBoolean(value);
            case "scopes" -> permit.scopes = Notation.words(value);
            case "path-scopes" -> permit.pathScopes = Notation.words(value);
            case "roles" -> permit.roles = Notation.words(value);
            case "requested-token-types" -> permit.requestedTokenTypes = Notation.tokenTypes(value);
            case "actor" -> permit.actor = ActorRule.ofConfigName(value).orElseThrow();
            case "actor-clients" -> permit.actorClients = Notation.words(value);
            case "chain-clients" -> permit.chainClients = Notation.words(value);
            case "acting" ->
                permit.actorSemantics = ActorSemantics.ofConfigName(value).orElseThrow();
            case "require-may-act" -> permit.requireMayAct = Boolean.parseBoolean(value);
            case "max-depth" -> permit.maxDepth = Integer.parseInt(value);
            case "max-lifetime" -> permit.maxLifetime = Notation.time(value);
            case "now" -> now = Notation.time(value);
            case "requester" -> request.requester = value;
            case "requester.sub" -> request.requesterSub = value.isEmpty() ? null : value;
            case "subject.sub" -> request.subjectSub = value;
            case "subject.azp" -> request.subjectClient = value;
            case "subject.scope" -> request.subjectScopes = Notation.words(value);
            case "subject.roles" -> request.subjectRoles = Notation.words(value);
            case "subject.act" -> request.act = Notation.chain(value);
            case "subject.may_act" -> request.mayAct = Notation.mayAct(value);
            case "subject.exp" -> request.expiresAt = Notation.time(value);
            case "audience" -> request.audiences = Notation.list(value);
            case "resource" -> request.resources = Notation.list(value);
            case "scope" -> request.requestedScopes = Notation.words(value);
            case "assigned" -> request.assignedScopes = Notation.words(value);
            case "requested_token_type" ->
                request.tokenType = TokenType.ofConfigName(value).orElseThrow();
            default -> changeActorToken(key, value);
        }
    }

    private void changeActorToken(String key, String value) {
        request.hasActor = true;
        switch (key) {
            case "actor_token.sub" -> request.actorSub = value;
            case "actor_token.azp" -> request.actorClient = value;
            case "actor_token.iss" -> request.actorIssuer = value;
            case "actor_token.aud" -> request.actorAudience = Notation.words(value);
            case "actor_token.act" -> request.actorDelegated = Boolean.parseBoolean(value);
            default -> throw new IllegalArgumentException(key);
        }
    }
}
