package dev.oauth2notebook.keycloak.demoapi;

import dev.oauth2notebook.keycloak.common.AccessTokenVerification;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.cors.Cors;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.managers.GrantTypeEndpointRestrictionValidator;
import org.keycloak.util.TokenUtil;

/**
 * A request to the API whose access token has been verified, in this order: header; signature, expiry, revocation and
 * session; binding; audience; scope.
 *
 * @param token the verified access token
 * @param cors the CORS headers for the token's client, which the caller must add to the response
 * @see ApiResource
 */
record ProtectedRequest(AccessToken token, Cors cors) {

    private static final List<String> TOKEN_TYPES = List.of(TokenUtil.TOKEN_TYPE_BEARER, TokenUtil.TOKEN_TYPE_DPOP);

    /**
     * Verifies the access token of the current request.
     *
     * @param session session of the current request, with its realm set
     * @param resource the resource that is called
     * @param requiredScope scope that the token must have, or {@code null} if any scope is accepted
     * @return the verified request
     * @throws WebApplicationException with an error response (RFC 6750 §3.1) if the token is missing, invalid or
     *     insufficient
     */
    static ProtectedRequest authorize(KeycloakSession session, ProtectedResource resource, String requiredScope) {
        KeycloakContext context = session.getContext();
        RealmModel realm = context.getRealm();
        Cors cors = Cors.builder().auth().exposedHeaders(HttpHeaders.WWW_AUTHENTICATE);
        try {
            if (HttpsRequirement.isViolated(context)) {
                throw new ApiRefusal(ApiError.HTTPS_REQUIRED, AuthScheme.BEARER);
            }
            Credentials credentials = Credentials.of(context.getHttpRequest());
            AuthResult result = verify(session, credentials);
            new TokenBinding(session).check(credentials, result.token(), result.client());
            if (resource.requiresAudience() && !ApiAudience.isIn(result.token(), realm)) {
                throw new ApiRefusal(ApiError.OTHER_AUDIENCE, credentials.scheme());
            }
            cors.checkAllowedOrigins(session, result.client());
            if (requiredScope != null && !TokenScopes.of(result.token()).contains(requiredScope)) {
                throw new ApiRefusal(ApiError.INSUFFICIENT_SCOPE, credentials.scheme());
            }
            return new ProtectedRequest(result.token(), cors);
        } catch (ApiRefusal refused) {
            if (refused.error() != ApiError.INSUFFICIENT_SCOPE) {
                cors.allowAllOrigins();
            }
            Challenges challenges = new Challenges(
                    realm.getName(),
                    requiredScope == null ? resource.scopes() : List.of(requiredScope),
                    ApiUrl.metadata(context),
                    TokenBinding.algorithms(session));
            throw new WebApplicationException(cors.add(challenges.refuse(refused.error(), refused.scheme())));
        }
    }

    /**
     * Like {@code AppAuthManager.BearerTokenAuthenticator}, but without DPoP, for which that reports no specific
     * errors.
     */
    private static AuthResult verify(KeycloakSession session, Credentials credentials) throws ApiRefusal {
        return AccessTokenVerification.verify(session, credentials.token(), verifier -> verifier.tokenType(TOKEN_TYPES)
                        .withChecks(GrantTypeEndpointRestrictionValidator.check(session)))
                .orElseThrow(() -> new ApiRefusal(
                        InvalidToken.reason(session, credentials.token(), TOKEN_TYPES), credentials.scheme()));
    }
}
