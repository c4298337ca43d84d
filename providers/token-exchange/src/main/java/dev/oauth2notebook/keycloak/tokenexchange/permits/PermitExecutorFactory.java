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

/** The client-policy executor {@code token-exchange-permit}: one permit of the token-exchange policy. */
public final class PermitExecutorFactory implements ClientPolicyExecutorProviderFactory {

    /** Id of this executor in client profiles. */
    public static final String ID = "token-exchange-permit";

    private final PermitReader reader = new PermitReader();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public ClientPolicyExecutorProvider<PermitConfig> create(KeycloakSession session) {
        return new PermitExecutor(session, reader);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getHelpText() {
        return "Permits token exchanges (RFC 8693): whose token, for which audience and scopes, for how long, acting for"
                + " whom. Takes effect where the realm attribute token-exchange-policy is 'enforced'; then what no permit"
                + " covers is refused.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(PermitConfig.REQUESTERS)
                .label("Requesters")
                .helpText("Ids of the clients that may use this permit. Empty: any client that the policy's conditions"
                        + " choose.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.SUBJECT_CLIENTS)
                .label("Subject clients")
                .helpText("Ids of the clients whose tokens (azp) are taken as subject_token. Required.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .required(true)
                .add()
                .property()
                .name(PermitConfig.AUDIENCES)
                .label("Audiences")
                .helpText("Ids of the clients that may be asked for as audience. Required.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .required(true)
                .add()
                .property()
                .name(PermitConfig.REQUIRE_AUDIENCE)
                .label("Require audience")
                .helpText("Refuse a request that names no audience. Off: such a token is for all the audiences above.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(Permit.DEFAULT_REQUIRE_AUDIENCE)
                .add()
                .property()
                .name(PermitConfig.SCOPES)
                .label("Scopes")
                .helpText(
                        "Scopes that may be granted. Empty: those of the subject token. Never more than those, nor more"
                                + " than the requester is assigned.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.ROLES)
                .label("Roles")
                .helpText("Roles that may be granted: a realm role by its name, a client's role as client.role. Empty:"
                        + " those of the subject token. Never more than those.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.REQUESTED_TOKEN_TYPES)
                .label("Requested token types")
                // No default value: the console takes a list for one entry of a list.
                .helpText("What may be asked for as requested_token_type. Empty: "
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
                .helpText("Whether an actor_token is taken.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(names(ActorRule.values(), ActorRule::configName))
                .defaultValue(Permit.DEFAULT_ACTOR.configName())
                .add()
                .property()
                .name(PermitConfig.ACTOR_CLIENTS)
                .label("Actor clients")
                .helpText("Ids of the clients whose tokens (azp) are taken as actor_token. Empty: the requester only.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property()
                .name(PermitConfig.ACTING)
                .label("Acting")
                .helpText("Delegation: the token names the actor in act. Impersonation: only the event names it.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(names(ActorSemantics.values(), ActorSemantics::configName))
                .defaultValue(Permit.DEFAULT_ACTOR_SEMANTICS.configName())
                .add()
                .property()
                .name(PermitConfig.REQUIRE_MAY_ACT)
                .label("Require may_act")
                .helpText("The subject token must name in may_act who is going to act.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(Permit.DEFAULT_REQUIRE_MAY_ACT)
                .add()
                .property()
                .name(PermitConfig.MAX_DEPTH)
                .label("Max depth")
                .helpText("Number of links of the longest act chain that is issued.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(String.valueOf(Permit.DEFAULT_MAX_DEPTH))
                .add()
                .property()
                .name(PermitConfig.MAX_LIFETIME)
                .label("Max lifetime")
                .helpText("Longest lifetime of the token in seconds. It never outlives the subject token.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(String.valueOf(Permit.DEFAULT_MAX_LIFETIME))
                .add()
                .build();
    }

    private static <T> List<String> names(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).toList();
    }
}
