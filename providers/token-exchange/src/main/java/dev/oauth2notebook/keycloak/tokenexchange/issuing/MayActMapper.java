package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
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
 * Protocol mapper that adds {@code may_act} (RFC 8693 §4.4), the client that may act for the subject, to access tokens.
 *
 * @see IssuedClaimsProcessor
 */
public final class MayActMapper extends AbstractOIDCProtocolMapper implements OIDCAccessTokenMapper {

    /** Id of this mapper. */
    public static final String ID = "oauth2-may-act-mapper";

    /** Configuration key: client id of the client that may act. */
    static final String CLIENT = "may-act.client";

    /** Configuration key: whether the claim also has the {@code sub} of that client's service account. */
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
        return "Adds the may_act claim (RFC 8693 §4.4), which names a client that may act for the user.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(CLIENT)
                .label("Client that may act")
                .helpText(
                        "The client_id in may_act. If the client does not exist, may_act is empty and nobody may act.")
                .type(ProviderConfigProperty.CLIENT_LIST_TYPE)
                .required(true)
                .add()
                .property()
                .name(WITH_SUB)
                .label("Include service account")
                .helpText(
                        "Adds the sub of the client's service account to may_act, so that only a token of that account"
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
        String clientId = model.getConfig().get(CLIENT);
        ClientModel client =
                clientId == null ? null : session.getContext().getRealm().getClientByClientId(clientId);
        Map<String, Object> claim = new LinkedHashMap<>();
        if (client != null) {
            claim.put(ActorClaims.CLIENT_ID, clientId);
            if (Boolean.parseBoolean(model.getConfig().get(WITH_SUB))) {
                UserModel account = session.users().getServiceAccount(client);
                // An empty claim matches nobody: without a service account, the client has no suitable actor token.
                claim = account == null ? Map.of() : withSub(claim, account);
            }
        }
        IssuedClaimsProcessor.put(context, ActorClaims.MAY_ACT, claim);
        return token;
    }

    private static Map<String, Object> withSub(Map<String, Object> claim, UserModel account) {
        claim.put(ActorClaims.SUB, account.getId());
        return claim;
    }
}
