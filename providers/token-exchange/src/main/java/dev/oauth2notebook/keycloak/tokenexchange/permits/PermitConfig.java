package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorRule;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PathScope;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ScopeComparison;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;

/** The configuration of a permit in a client profile. Keycloak deserializes it for {@link PermitExecutor}. */
public final class PermitConfig extends ClientPolicyExecutorConfigurationRepresentation
        implements PermitConfiguration<Permit> {

    static final String REQUESTERS = "requesters";
    static final String SUBJECT_CLIENTS = "subject-clients";
    static final String AUDIENCES = "audiences";
    static final String REQUIRE_AUDIENCE = "require-audience";
    static final String SCOPES = "scopes";
    static final String PATH_SCOPES = "path-scopes";
    static final String ROLES = "roles";
    static final String REQUESTED_TOKEN_TYPES = "requested-token-types";
    static final String ACTOR = "actor";
    static final String ACTOR_CLIENTS = "actor-clients";
    static final String CHAIN_CLIENTS = "chain-clients";
    static final String ACTING = "acting";
    static final String REQUIRE_MAY_ACT = "require-may-act";
    static final String MAX_DEPTH = "max-depth";
    static final String MAX_LIFETIME = "max-lifetime";

    private static final Set<String> KEYS = Set.of(
            REQUESTERS,
            SUBJECT_CLIENTS,
            AUDIENCES,
            REQUIRE_AUDIENCE,
            SCOPES,
            PATH_SCOPES,
            ROLES,
            REQUESTED_TOKEN_TYPES,
            ACTOR,
            ACTOR_CLIENTS,
            CHAIN_CLIENTS,
            ACTING,
            REQUIRE_MAY_ACT,
            MAX_DEPTH,
            MAX_LIFETIME);

    /**
     * Called by Keycloak when client profiles are saved or imported.
     *
     * @return {@code true}
     * @throws jakarta.ws.rs.WebApplicationException with status 400 if the saved configuration has new problems
     * @see PermitValidation
     */
    @Override
    public boolean validateConfig() {
        PermitValidation.validate(PermitKind.TOKEN_EXCHANGE, this);
        return true;
    }

    @Override
    public ParsedPermit<Permit> parse(String name) {
        PermitValues values = new PermitValues(getConfigAsMap());
        List<String> problems = values.problems();
        getConfigAsMap().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> problems.add("'" + key + "' is not a key of a permit"));
        Set<String> subjectClients = values.required(SUBJECT_CLIENTS);
        Set<String> audiences = values.required(AUDIENCES);
        boolean requireAudience = values.bool(REQUIRE_AUDIENCE, Permit.DEFAULT_REQUIRE_AUDIENCE);
        Set<TokenType> types = values.choices(
                REQUESTED_TOKEN_TYPES, Permit.DEFAULT_REQUESTED_TOKEN_TYPES, TokenType.values(), TokenType::configName);
        ActorRule actor = values.choice(ACTOR, Permit.DEFAULT_ACTOR, ActorRule.values(), ActorRule::configName);
        ActorSemantics actorSemantics = values.choice(
                ACTING, Permit.DEFAULT_ACTOR_SEMANTICS, ActorSemantics.values(), ActorSemantics::configName);
        boolean requireMayAct = values.bool(REQUIRE_MAY_ACT, Permit.DEFAULT_REQUIRE_MAY_ACT);
        int maxDepth = values.positive(MAX_DEPTH, Permit.DEFAULT_MAX_DEPTH);
        int maxLifetime = values.positive(MAX_LIFETIME, (int) Permit.DEFAULT_MAX_LIFETIME);
        Set<String> requesters = values.list(REQUESTERS);
        Set<String> scopes = values.list(SCOPES);
        Set<String> pathScopes = pathScopes(values, scopes);
        Set<String> roles = values.list(ROLES);
        Set<String> actorClients = values.list(ACTOR_CLIENTS);
        Set<String> chainClients = values.list(CHAIN_CLIENTS);
        Map<String, Set<String>> clients = new LinkedHashMap<>();
        clients.put(REQUESTERS, requesters);
        clients.put(SUBJECT_CLIENTS, subjectClients);
        clients.put(AUDIENCES, audiences);
        clients.put(ACTOR_CLIENTS, actorClients);
        clients.put(CHAIN_CLIENTS, chainClients);
        Permit permit = problems.isEmpty()
                ? new Permit(
                        name,
                        requesters,
                        subjectClients,
                        audiences,
                        requireAudience,
                        scopes,
                        pathScopes,
                        roles,
                        types,
                        actor,
                        actorClients,
                        chainClients,
                        actorSemantics,
                        requireMayAct,
                        maxDepth,
                        maxLifetime)
                : null;
        return new ParsedPermit<>(name, clients, scopes, pathScopes, problems, permit);
    }

    PermitScope scope() {
        Permit permit = parse("").permit();
        return permit == null ? PermitScope.INVALID : new PermitScope(permit.requesters(), permit.audiences());
    }

    /** Reads the names of scopes with a path; reports scopes that could never be granted because of their form. */
    private static Set<String> pathScopes(PermitValues values, Set<String> scopes) {
        Set<String> names = values.list(PATH_SCOPES);
        names.stream().filter(name -> !PathScope.isName(name)).forEach(name -> values.problems()
                .add(PATH_SCOPES + ": '" + name + "' is not a name of letters, digits, '.', '_' and '-'"));
        scopes.stream().filter(new ScopeComparison(names)::isMalformed).forEach(scope -> values.problems()
                .add(SCOPES + ": '" + scope + "' has no path in normal form, as " + PATH_SCOPES + " requires"));
        return names;
    }
}
