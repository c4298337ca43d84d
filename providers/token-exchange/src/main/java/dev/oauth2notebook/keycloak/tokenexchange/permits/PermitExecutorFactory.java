package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorRule;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/**
 * Creates the client-policy executor {@code token-exchange-permit}, which represents one permit of the token-exchange
 * policy. The texts are shown in the admin console; docs/token-exchange.md describes the same properties.
 */
public final class PermitExecutorFactory implements ClientPolicyExecutorProviderFactory {

    /** Id of this executor in client profiles. */
    public static final String ID = "token-exchange-permit";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public ClientPolicyExecutorProvider<PermitConfig> create(KeycloakSession session) {
        return new PermitExecutor(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getHelpText() {
        return "Permits token exchanges (RFC 8693) with the given subject tokens, audiences, scopes, actors and"
                + " lifetime. Takes effect if the realm attribute token-exchange-policy is 'enforced'; an exchange that no permit"
                + " covers is then refused.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(PermitConfig.REQUESTERS)
                .label("Requesters")
                .helpText("Client ids of the clients that may use this permit. If empty: all clients that the policy's"
                        + " conditions select.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.SUBJECT_CLIENTS)
                .label("Subject clients")
                .helpText("Client ids of the clients whose tokens (azp) are accepted as subject_token. Required.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .required(true)
                .add()
                .property()
                .name(PermitConfig.AUDIENCES)
                .label("Audiences")
                .helpText("Client ids that may be requested as audience or resource. Required.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .required(true)
                .add()
                .property()
                .name(PermitConfig.REQUIRE_AUDIENCE)
                .label("Require audience")
                .helpText("Refuse a request without audience. If off, the token has all of the audiences above.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(Permit.DEFAULT_REQUIRE_AUDIENCE)
                .add()
                .property()
                .name(PermitConfig.SCOPES)
                .label("Scopes")
                .helpText("Scopes that may be granted. If empty: those of the subject token. A scope is granted only if"
                        + " the subject token has it and it is assigned to the requester.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.PATH_SCOPES)
                .label("Path scopes")
                .helpText("Names of the scopes that have a path, for example storage.read: storage.read:/ then covers"
                        + " storage.read:/home/alice. If empty: scopes are compared literally.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.ROLES)
                .label("Roles")
                .helpText("Roles that may be granted: a realm role by its name, a client role as client.role. If empty:"
                        + " those of the subject token. A role is granted only if the subject token has it.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.REQUESTED_TOKEN_TYPES)
                .label("Requested token types")
                // No default value: the admin console would show a default list as a single entry.
                .helpText("Token types that may be requested. If empty: "
                        + Permit.DEFAULT_REQUESTED_TOKEN_TYPES.stream()
                                .map(TokenType::configName)
                                .collect(Collectors.joining(" and "))
                        + ".")
                .type(ProviderConfigProperty.MULTIVALUED_LIST_TYPE)
                .options(names(TokenType.values(), TokenType::configName))
                .add()
                .property()
                .name(PermitConfig.ACTOR)
                .label("Actor")
                .helpText("Whether an actor_token is accepted.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(names(ActorRule.values(), ActorRule::configName))
                .defaultValue(Permit.DEFAULT_ACTOR.configName())
                .add()
                .property()
                .name(PermitConfig.ACTOR_CLIENTS)
                .label("Actor clients")
                .helpText("Client ids of the clients whose tokens (azp) are accepted as actor_token. If empty: only the"
                        + " requester.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.CHAIN_CLIENTS)
                .label("Chain clients")
                .helpText("Client ids of the clients that may be in the act chain of an issued token, at any place. If"
                        + " empty: any.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.ACTING)
                .label("Actor semantics")
                .helpText(
                        "Delegation: the token names the actor in act. Impersonation: only the event names the actor.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(names(ActorSemantics.values(), ActorSemantics::configName))
                .defaultValue(Permit.DEFAULT_ACTOR_SEMANTICS.configName())
                .add()
                .property()
                .name(PermitConfig.REQUIRE_MAY_ACT)
                .label("Require may_act")
                .helpText("Whether the subject token must name the acting party in may_act.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(Permit.DEFAULT_REQUIRE_MAY_ACT)
                .add()
                .property()
                .name(PermitConfig.MAX_DEPTH)
                .label("Max depth")
                .helpText("Maximum number of links in the act chain of an issued token.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(String.valueOf(Permit.DEFAULT_MAX_DEPTH))
                .add()
                .property()
                .name(PermitConfig.MAX_LIFETIME)
                .label("Max lifetime")
                .helpText("Maximum lifetime of an issued token in seconds. A token never outlives its subject token.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(String.valueOf(Permit.DEFAULT_MAX_LIFETIME))
                .add()
                .build();
    }

    private static <T> List<String> names(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).toList();
    }
}
