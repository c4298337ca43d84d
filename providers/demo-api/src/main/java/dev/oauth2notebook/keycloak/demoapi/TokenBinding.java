package dev.oauth2notebook.keycloak.demoapi;

import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.Profile;
import org.keycloak.common.VerificationException;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.services.util.DPoPUtil;
import org.keycloak.services.util.MtlsHoKTokenUtil;

/**
 * Checks that the sender of an access token possesses the key to which the token is bound (RFC 7800).
 *
 * @see ProtectedRequest
 */
final class TokenBinding {

    private final KeycloakSession session;
    private final HttpRequest request;

    TokenBinding(KeycloakSession session) {
        this.session = session;
        this.request = session.getContext().getHttpRequest();
    }

    /**
     * Returns the signature algorithms for DPoP proofs in alphabetical order; empty if the server does not support
     * DPoP.
     */
    static List<String> algorithms(KeycloakSession session) {
        return Profile.isFeatureEnabled(Profile.Feature.DPOP)
                ? DPoPUtil.getDPoPSupportedAlgorithms(session).stream().sorted().toList()
                : List.of();
    }

    /**
     * Checks a verified access token.
     *
     * @param credentials the token as sent
     * @param token the decoded token
     * @param client client to which the token was issued
     * @throws ApiRefusal if the token was sent with the wrong scheme, or the proof of possession is missing or invalid
     */
    void check(Credentials credentials, AccessToken token, ClientModel client) throws ApiRefusal {
        AccessToken.Confirmation binding = token.getConfirmation();
        boolean boundToKey = DPoPUtil.DPOP_TOKEN_TYPE.equalsIgnoreCase(token.getType())
                || binding != null && binding.getKeyThumbprint() != null;
        boolean sentAsDpop = credentials.scheme() == AuthScheme.DPOP;
        require(!boundToKey || sentAsDpop, ApiError.BOUND_TOKEN_AS_BEARER, credentials);
        require(boundToKey || !sentAsDpop, ApiError.UNBOUND_TOKEN_AS_DPOP, credentials);
        require(
                boundToKey || !OIDCAdvancedConfigWrapper.fromClientModel(client).isUseDPoP(),
                ApiError.DPOP_REQUIRED,
                credentials);
        if (boundToKey) {
            DPoP proof = proof(credentials);
            require(isBound(token, proof), ApiError.OTHER_KEY, credentials);
        }
        if (binding != null && binding.getCertThumbprint() != null) { // RFC 8705 §3
            require(
                    MtlsHoKTokenUtil.verifyTokenBindingWithClientCertificate(token, request, session),
                    ApiError.OTHER_CERTIFICATE,
                    credentials);
        }
    }

    /** RFC 9449 §4.3. */
    private DPoP proof(Credentials credentials) throws ApiRefusal {
        List<String> proofs = request.getHttpHeaders().getRequestHeaders().get(OAuth2Constants.DPOP_HTTP_HEADER);
        require(proofs != null && proofs.size() == 1, ApiError.INVALID_DPOP_PROOF, credentials);
        try {
            return new DPoPUtil.Validator(session)
                    .request(request)
                    .uriInfo(session.getContext().getUri())
                    .accessToken(credentials.token())
                    .validate();
        } catch (VerificationException | RuntimeException e) {
            // Keycloak throws various runtime exceptions for malformed keys, headers and claims.
            throw new ApiRefusal(ApiError.INVALID_DPOP_PROOF, credentials.scheme());
        }
    }

    private static boolean isBound(AccessToken token, DPoP proof) {
        try {
            DPoPUtil.validateBinding(token, proof);
            return true;
        } catch (VerificationException e) {
            return false;
        }
    }

    private static void require(boolean condition, ApiError error, Credentials credentials) throws ApiRefusal {
        if (!condition) {
            throw new ApiRefusal(error, credentials.scheme());
        }
    }
}
