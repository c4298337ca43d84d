package dev.oauth2notebook.keycloak.common;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.OAuth2DeviceCodeModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.PkceUtils;

/**
 * Adds a code challenge to device authorization requests that do not have one. PKCE protects authorization codes that
 * pass through a browser (RFC 7636 §1). A device code does not, and RFC 8628 does not use PKCE, but Keycloak requires a
 * challenge from clients that are configured to use PKCE. The challenge that is added belongs to a constant verifier,
 * which need not be secret.
 */
public final class ImpliedChallenge {

    private static final String VERIFIER = "no-pkce-in-the-device-grant-because-no-code-passes-a-browser";

    private ImpliedChallenge() {}

    /**
     * Adds the challenge that the configuration of a client requires.
     *
     * @param form form parameters of the device authorization request
     * @param client the authenticated client; {@code null} before the client has been authenticated
     * @return a copy of the form with the challenge; the same form if the client does not require PKCE or sent a
     *     challenge
     */
    public static MultivaluedMap<String, String> addTo(MultivaluedMap<String, String> form, ClientModel client) {
        String method = client == null
                ? null
                : OIDCAdvancedConfigWrapper.fromClientModel(client).getPkceCodeChallengeMethod();
        if (method == null
                || method.isEmpty()
                || form.containsKey(OIDCLoginProtocol.CODE_CHALLENGE_PARAM)
                || form.containsKey(OIDCLoginProtocol.CODE_CHALLENGE_METHOD_PARAM)) {
            return form;
        }
        MultivaluedMap<String, String> complete = new MultivaluedHashMap<>(form);
        complete.putSingle(OIDCLoginProtocol.CODE_CHALLENGE_METHOD_PARAM, method);
        complete.putSingle(OIDCLoginProtocol.CODE_CHALLENGE_PARAM, PkceUtils.encodeCodeChallenge(VERIFIER, method));
        return complete;
    }

    /**
     * Adds the verifier for a device code that was requested with the implied challenge.
     *
     * @param code the device code that is being redeemed
     * @param form form parameters of the token request, to which the verifier is added
     */
    public static void addVerifier(OAuth2DeviceCodeModel code, MultivaluedMap<String, String> form) {
        String method = code.getCodeChallengeMethod();
        if (method != null
                && PkceUtils.validateCodeChallenge(VERIFIER, code.getCodeChallenge(), method)
                && !form.containsKey(OAuth2Constants.CODE_VERIFIER)) {
            form.putSingle(OAuth2Constants.CODE_VERIFIER, VERIFIER);
        }
    }
}
