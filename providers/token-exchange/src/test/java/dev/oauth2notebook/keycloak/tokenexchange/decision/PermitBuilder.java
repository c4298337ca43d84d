package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Set;

/** Builds permits. By default, a permit accepts tokens of {@code frontend} for two services. */
public final class PermitBuilder {

    String name = "p";
    Set<String> requesters = Set.of();
    Set<String> subjectClients = Set.of("frontend");
    Set<String> audiences = Notation.words("orders billing");
    boolean requireAudience = Permit.DEFAULT_REQUIRE_AUDIENCE;
    Set<String> scopes = Set.of();
    Set<String> pathScopes = Set.of();
    Set<String> roles = Set.of();
    Set<TokenType> requestedTokenTypes = Permit.DEFAULT_REQUESTED_TOKEN_TYPES;
    ActorRule actor = Permit.DEFAULT_ACTOR;
    Set<String> actorClients = Set.of();
    Set<String> chainClients = Set.of();
    ActorSemantics actorSemantics = Permit.DEFAULT_ACTOR_SEMANTICS;
    boolean requireMayAct = Permit.DEFAULT_REQUIRE_MAY_ACT;
    int maxDepth = Permit.DEFAULT_MAX_DEPTH;
    long maxLifetime = Permit.DEFAULT_MAX_LIFETIME;

    /** Returns a permit with the given name. */
    public static Permit named(String name) {
        PermitBuilder builder = new PermitBuilder();
        builder.name = name;
        return builder.build();
    }

    Permit build() {
        return new Permit(
                name,
                requesters,
                subjectClients,
                audiences,
                requireAudience,
                scopes,
                pathScopes,
                roles,
                requestedTokenTypes,
                actor,
                actorClients,
                chainClients,
                actorSemantics,
                requireMayAct,
                maxDepth,
                maxLifetime);
    }
}
