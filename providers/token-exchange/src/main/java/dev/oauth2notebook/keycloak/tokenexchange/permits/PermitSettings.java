package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Converts permits to and from the values of their configuration keys, as in the JSON of a client profile.
 *
 * @see PermitConfig
 * @see ClientCredentialsPermitConfig
 */
public final class PermitSettings {

    private PermitSettings() {}

    /** Returns the effective value of every key, in the order in which the documentation lists them. */
    public static Map<String, Object> of(Permit permit) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(PermitConfig.REQUESTERS, List.copyOf(permit.requesters()));
        values.put(PermitConfig.SUBJECT_CLIENTS, List.copyOf(permit.subjectClients()));
        values.put(PermitConfig.AUDIENCES, List.copyOf(permit.audiences()));
        values.put(PermitConfig.REQUIRE_AUDIENCE, permit.requireAudience());
        values.put(PermitConfig.SCOPES, List.copyOf(permit.scopes()));
        values.put(PermitConfig.PATH_SCOPES, List.copyOf(permit.pathScopes()));
        values.put(PermitConfig.ROLES, List.copyOf(permit.roles()));
        values.put(PermitConfig.REQUESTED_TOKEN_TYPES, names(permit.requestedTokenTypes()));
        values.put(PermitConfig.ACTOR, permit.actor().configName());
        values.put(PermitConfig.ACTOR_CLIENTS, List.copyOf(permit.actorClients()));
        values.put(PermitConfig.CHAIN_CLIENTS, List.copyOf(permit.chainClients()));
        values.put(PermitConfig.ACTING, permit.actorSemantics().configName());
        values.put(PermitConfig.REQUIRE_MAY_ACT, permit.requireMayAct());
        values.put(PermitConfig.MAX_DEPTH, permit.maxDepth());
        values.put(PermitConfig.MAX_LIFETIME, permit.maxLifetime());
        return values;
    }

    /** Returns the effective value of every key of a permit for client credentials, in the same order. */
    public static Map<String, Object> of(AudiencePermit permit) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(PermitConfig.REQUESTERS, List.copyOf(permit.requesters()));
        values.put(PermitConfig.AUDIENCES, List.copyOf(permit.audiences()));
        values.put(PermitConfig.SCOPES, List.copyOf(permit.scopes()));
        values.put(PermitConfig.MAX_LIFETIME, permit.maxLifetime());
        return values;
    }

    /**
     * Parses the configuration of a permit without checking whether its clients exist.
     *
     * @param name name that the permit gets
     * @param values values by key; a key that is missing has its default
     */
    public static ParsedPermit<Permit> parse(String name, Map<String, ?> values) {
        PermitConfig config = new PermitConfig();
        values.forEach(config::setConfigAsMap);
        return config.parse(name);
    }

    /** Parses the configuration of a permit for client credentials, as {@link #parse} does. */
    public static ParsedPermit<AudiencePermit> parseForCredentials(String name, Map<String, ?> values) {
        ClientCredentialsPermitConfig config = new ClientCredentialsPermitConfig();
        values.forEach(config::setConfigAsMap);
        return config.parse(name);
    }

    private static List<String> names(Set<TokenType> types) {
        return types.stream().map(TokenType::configName).toList();
    }
}
