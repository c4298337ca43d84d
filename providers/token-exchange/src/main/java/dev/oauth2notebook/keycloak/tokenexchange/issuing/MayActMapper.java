package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import dev.oauth2notebook.keycloak.tokenexchange.decision.MayAct;
import dev.oauth2notebook.keycloak.tokenexchange.decision.MayAct.Party;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.representations.AccessToken;

/**
 * Protocol mapper that adds {@code may_act} (RFC 8693 §4.4), the clients that may act for the subject, to access tokens.
 *
 * @see IssuedClaimsProcessor
 */
public final class MayActMapper extends AbstractOIDCProtocolMapper implements OIDCAccessTokenMapper {

    /** Id of this mapper. */
    public static final String ID = "oauth2-may-act-mapper";

    /** Configuration key: client ids of the clients that may act, separated by {@link Constants#CFG_DELIMITER}. */
    static final String CLIENTS = "may-act.client";

    /** Configuration key: whether the claim also has the {@code sub} of each client's service account. */
    static final String WITH_SUB = "may-act.sub";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "May act";
    }

    @Override
    public String getHelpText() {
        return "Adds the may_act claim (RFC 8693 §4.4), which names the clients that may act for the user.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(CLIENTS)
                .label("Clients that may act")
                .helpText("The client_id in may_act. Several clients are an array, which is an extension of RFC 8693."
                        + " A client that does not exist is left out; without any, nobody may act.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .required(true)
                .add()
                .property()
                .name(WITH_SUB)
                .label("Include service account")
                .helpText(
                        "Adds the sub of each client's service account to may_act, so that only a token of that account"
                                + " is accepted as actor_token.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .add()
                .build();
    }

    @Override
    public AccessToken transformAccessToken(
            AccessToken token,
            ProtocolMapperModel model,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        IssuedClaimsProcessor.put(
                context, ActorClaims.MAY_ACT, ActorClaims.toClaim(mayAct(model.getConfig(), session)));
        return token;
    }

    private static MayAct mayAct(Map<String, String> config, KeycloakSession session) {
        boolean withSub = Boolean.parseBoolean(config.get(WITH_SUB));
        return new MayAct(Constants.CFG_DELIMITER_PATTERN
                .splitAsStream(config.getOrDefault(CLIENTS, ""))
                .map(String::strip)
                .distinct()
                .map(session.getContext().getRealm()::getClientByClientId)
                .filter(Objects::nonNull)
                .map(client -> new Party(client.getClientId(), withSub ? serviceAccount(session, client) : null))
                // Without a service account, the client has no suitable actor token.
                .filter(party -> party.sub() != null || !withSub)
                .toList());
    }

    private static String serviceAccount(KeycloakSession session, ClientModel client) {
        UserModel account = session.users().getServiceAccount(client);
        return account == null ? null : account.getId();
    }
}
