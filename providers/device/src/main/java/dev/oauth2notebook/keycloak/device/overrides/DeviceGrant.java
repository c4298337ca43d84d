package dev.oauth2notebook.keycloak.device.overrides;

import dev.oauth2notebook.keycloak.common.ImpliedChallenge;
import dev.oauth2notebook.keycloak.device.LockedOutUsers;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.OAuth2DeviceCodeModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.services.CorsErrorResponseException;

/**
 * The device grant (RFC 8628 §3.4). Keycloak's own answers {@code authorization_pending} until the code expires once the
 * person's session has ended, fails with 500 if only the client's part of the session has ended, and gives tokens for
 * users who are locked out. Here the device hears {@code access_denied}; everything else is Keycloak's.
 *
 * <p>Overrides process: the checks belong between the authentication of the client and Keycloak's own. Read in Keycloak 26.7.4; {@code DeviceApprovalIT} fails if that changes.
 */
final class DeviceGrant extends DeviceGrantType {

    /** An approval is visible to all nodes at once, its session when the approving request has been committed. */
    private static final int SECONDS_UNTIL_COMMITTED = 5;

    private static final String SESSION_MISSING = ".session-missing";
    private static final String COMMITTING = ".committing";
    private static final String DENIED = ".denied";

    @Override
    public Response process(Context request) {
        setContext(request);
        OAuth2DeviceCodeModel code = approvedCode();
        if (code != null) {
            refuseWhatHasEnded(code);
            ImpliedChallenge.addVerifier(code, formParams);
        }
        return super.process(request);
    }

    /** Returns the code if it is this client's, approved and alive; else {@code null}, and Keycloak says what is wrong. */
    private OAuth2DeviceCodeModel approvedCode() {
        String deviceCode = formParams.getFirst(OAuth2Constants.DEVICE_CODE);
        if (deviceCode == null || !realm.getOAuth2DeviceConfig().isOAuth2DeviceAuthorizationGrantEnabled(client)) {
            return null;
        }
        Map<String, String> notes = session.singleUseObjects().get(OAuth2DeviceCodeModel.createKey(deviceCode));
        OAuth2DeviceCodeModel code = notes == null ? null : OAuth2DeviceCodeModel.fromCache(realm, deviceCode, notes);
        return code == null
                        || !client.getClientId().equals(code.getClientId())
                        || code.isExpired()
                        || code.isDenied()
                        || code.isPending()
                ? null
                : code;
    }

    private void refuseWhatHasEnded(OAuth2DeviceCodeModel code) {
        if (session.singleUseObjects().contains(code.serializeKey() + DENIED)) {
            throw denied("refused before");
        }
        UserSessionModel userSession = session.sessions().getUserSession(realm, code.getUserSessionId());
        if (userSession == null || userSession.getAuthenticatedClientSessionByClient(client.getId()) == null) {
            if (isBeingCommitted(code)) {
                throw isPollingAllowed(session, code)
                        ? error(OAuthErrorException.AUTHORIZATION_PENDING, "The authorization request is still pending")
                        : error(OAuthErrorException.SLOW_DOWN, "Slow down");
            }
            remember(code, DENIED);
            throw denied("session ended after the approval");
        }
        if (userSession.getUser() != null && LockedOutUsers.contains(session, userSession.getUser())) {
            remember(code, DENIED);
            throw denied("user locked out");
        }
    }

    private boolean isBeingCommitted(OAuth2DeviceCodeModel code) {
        if (remember(code, SESSION_MISSING)) {
            session.singleUseObjects().putIfAbsent(code.serializeKey() + COMMITTING, SECONDS_UNTIL_COMMITTED);
            return true;
        }
        return session.singleUseObjects().contains(code.serializeKey() + COMMITTING);
    }

    /** Remembers something about a code for as long as it lives; returns whether it is new. */
    private boolean remember(OAuth2DeviceCodeModel code, String what) {
        long lifespan = code.getExpiration() - Time.currentTimeSeconds();
        return session.singleUseObjects().putIfAbsent(code.serializeKey() + what, Math.max(1, lifespan));
    }

    private CorsErrorResponseException denied(String reason) {
        event.detail(Details.REASON, reason).error(Errors.ACCESS_DENIED);
        return error(OAuthErrorException.ACCESS_DENIED, "The approval is no longer valid");
    }

    private CorsErrorResponseException error(String error, String description) {
        return new CorsErrorResponseException(cors, error, description, Response.Status.BAD_REQUEST);
    }
}
