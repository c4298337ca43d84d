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
 * The device grant (RFC 8628 §3.4) with a check whether an approval still holds. If the user's session has ended,
 * Keycloak's grant returns {@code authorization_pending} until the code expires; if only the client session has ended,
 * it fails with 500; and it issues tokens for users who are locked out. This class returns {@code access_denied} in all
 * three cases and otherwise delegates to Keycloak.
 *
 * <p>Overrides {@code process}: the checks must run after the client has been authenticated and before Keycloak's own.
 * Read in Keycloak 26.7.4; {@code DeviceApprovalIT} fails if that changes.
 */
final class DeviceGrant extends DeviceGrantType {

    /**
     * An approval is visible to all nodes immediately, but its session only after the approving request has been
     * committed.
     */
    private static final int SECONDS_UNTIL_COMMITTED = 5;

    private static final String SESSION_MISSING = ".session-missing";
    private static final String COMMITTING = ".committing";
    private static final String DENIED = ".denied";

    @Override
    public Response process(Context request) {
        setContext(request);
        OAuth2DeviceCodeModel code = approvedCode();
        if (code != null) {
            checkApproval(code);
            ImpliedChallenge.addVerifier(code, formParams);
        }
        return super.process(request);
    }

    /** Returns the code if it was issued to this client, is approved and not expired; otherwise {@code null}. */
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

    private void checkApproval(OAuth2DeviceCodeModel code) {
        if (session.singleUseObjects().contains(code.serializeKey() + DENIED)) {
            throw denied("denied by an earlier request");
        }
        UserSessionModel userSession = session.sessions().getUserSession(realm, code.getUserSessionId());
        if (userSession == null || userSession.getAuthenticatedClientSessionByClient(client.getId()) == null) {
            if (isBeingCommitted(code)) {
                throw isPollingAllowed(session, code)
                        ? error(OAuthErrorException.AUTHORIZATION_PENDING, "The authorization request is still pending")
                        : error(OAuthErrorException.SLOW_DOWN, "Slow down");
            }
            setFlag(code, DENIED);
            throw denied("session ended after the approval");
        }
        if (userSession.getUser() != null && LockedOutUsers.contains(session, userSession.getUser())) {
            setFlag(code, DENIED);
            throw denied("user locked out");
        }
    }

    private boolean isBeingCommitted(OAuth2DeviceCodeModel code) {
        if (setFlag(code, SESSION_MISSING)) {
            session.singleUseObjects().putIfAbsent(code.serializeKey() + COMMITTING, SECONDS_UNTIL_COMMITTED);
            return true;
        }
        return session.singleUseObjects().contains(code.serializeKey() + COMMITTING);
    }

    /** Sets a flag for a code until the code expires; returns whether the flag was not set before. */
    private boolean setFlag(OAuth2DeviceCodeModel code, String flag) {
        long lifespan = code.getExpiration() - Time.currentTimeSeconds();
        return session.singleUseObjects().putIfAbsent(code.serializeKey() + flag, Math.max(1, lifespan));
    }

    private CorsErrorResponseException denied(String reason) {
        event.detail(Details.REASON, reason).error(Errors.ACCESS_DENIED);
        return error(OAuthErrorException.ACCESS_DENIED, "The approval is no longer valid");
    }

    private CorsErrorResponseException error(String error, String description) {
        return new CorsErrorResponseException(cors, error, description, Response.Status.BAD_REQUEST);
    }
}
