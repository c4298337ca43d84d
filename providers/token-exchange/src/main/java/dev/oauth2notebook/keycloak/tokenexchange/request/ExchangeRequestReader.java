package dev.oauth2notebook.keycloak.tokenexchange.request;

import static org.keycloak.OAuth2Constants.ACCESS_TOKEN_TYPE;
import static org.keycloak.OAuth2Constants.JWT_TOKEN_TYPE;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ResourceIndicator;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.representations.AccessToken;

/**
 * Converts a token-exchange request (RFC 8693 §2.1), whose subject token Keycloak has verified, to an
 * {@link ExchangeRequest} for the policy.
 */
public final class ExchangeRequestReader {

    private static final Set<String> ACCESS_TOKEN_TYPES = Set.of(ACCESS_TOKEN_TYPE, JWT_TOKEN_TYPE);

    private final KeycloakSession session;
    private final ClientModel client;
    private final TokenExchangeContext.Params params;

    public ExchangeRequestReader(TokenExchangeContext exchange) {
        this.session = exchange.getSession();
        this.client = exchange.getClient();
        this.params = exchange.getParams();
    }

    /**
     * Reads the request, and verifies the actor token if there is one.
     *
     * @param user user of the subject token
     * @param userSession session of the subject token
     * @param subject the subject token
     * @param chain the result of {@link SubjectTokens#chain} for the subject token
     * @throws RefusedRequestException if the subject token is not for the requester, the actor
     *     token is invalid, a resource is malformed, or a token type is unsupported
     */
    public ExchangeRequest read(UserModel user, UserSessionModel userSession, AccessToken subject, Actor chain) {
        SubjectToken subjectToken = SubjectTokens.read(session, user, userSession, subject, chain, client);
        return new ExchangeRequest(
                client.getClientId(),
                serviceAccountSub(session, client),
                subjectToken,
                actorToken(),
                values(params.getAudience()),
                resources(),
                requestedScopes(),
                ExchangeScopes.assigned(client),
                requestedType());
    }

    private ActorToken actorToken() {
        String token = params.getActorToken();
        String type = params.getActorTokenType();
        if (token == null && type == null) {
            return null;
        }
        if (token == null) {
            throw new RefusedRequestException(ExchangeError.ACTOR_TOKEN_MISSING);
        }
        if (type == null) {
            throw new RefusedRequestException(ExchangeError.ACTOR_TOKEN_TYPE_MISSING);
        }
        if (!ACCESS_TOKEN_TYPES.contains(type)) {
            throw new RefusedRequestException(ExchangeError.ACTOR_TOKEN_TYPE);
        }
        return new ActorTokens(session)
                .verify(token)
                .orElseThrow(() -> new RefusedRequestException(ExchangeError.ACTOR_TOKEN_INVALID));
    }

    /** Returns the user id of a client's service account; {@code null} if it has none. */
    public static String serviceAccountSub(KeycloakSession session, ClientModel client) {
        UserModel account = client.isServiceAccountsEnabled() ? session.users().getServiceAccount(client) : null;
        return account == null ? null : account.getId();
    }

    private Set<String> requestedScopes() {
        Set<String> scopes = ExchangeScopes.parse(params.getScope());
        return scopes.isEmpty() ? null : scopes;
    }

    private TokenType requestedType() {
        String requested = params.getRequestedTokenType();
        return requested == null
                ? TokenType.ACCESS_TOKEN
                : TokenType.ofUrn(requested)
                        .orElseThrow(() -> new RefusedRequestException(ExchangeError.REQUESTED_TOKEN_TYPE));
    }

    private List<String> resources() {
        List<String> resources = values(params.getResource());
        if (!resources.stream().allMatch(ResourceIndicator::isValid)) {
            throw new RefusedRequestException(ExchangeError.RESOURCE_MALFORMED);
        }
        return resources;
    }

    private static List<String> values(List<String> parameter) {
        return parameter == null ? List.of() : parameter;
    }
}
