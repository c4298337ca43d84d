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
 * The code challenge of a device request without one. PKCE protects codes that pass through a browser (RFC 7636 §1); a
 * device code never does, and RFC 8628 knows no PKCE. Keycloak nevertheless demands a challenge from clients that must
 * use PKCE. Its place is taken by that of a verifier that is no secret: it protects nothing, and needs not.
 */
public final class ImpliedChallenge {

    private static final String VERIFIER = "no-pkce-in-the-device-grant-because-no-code-passes-a-browser";

    private ImpliedChallenge() {}

    /**
     * Adds the challenge that a client's configuration demands.
     *
     * @param client that has authenticated, or {@code null} before it has
     * @param form of the device authorization request
     * @return the form itself if the client need not use PKCE, or uses it
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
     * Adds the verifier for a code that was requested with the implied challenge.
     *
     * @param code that is being redeemed
     * @param form of the token request
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
