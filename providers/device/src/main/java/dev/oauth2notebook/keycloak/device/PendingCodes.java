package dev.oauth2notebook.keycloak.device;

import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceCodeModel;
import org.keycloak.models.OAuth2DeviceUserCodeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpoint;

/** Looks up user codes in Keycloak's store of single-use objects. */
public final class PendingCodes {

    private static final String VERIFIED = "verified.";

    private final KeycloakSession session;
    private final RealmModel realm;

    /** @param session session of the current request, with its realm set */
    public PendingCodes(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Looks up a user code.
     *
     * @param userCode a normalised user code; an empty string is not looked up
     * @return the state of the code, {@link UserCodeState#UNKNOWN} if there is no such code
     */
    public UserCodeState state(String userCode) {
        if (userCode.isEmpty()) {
            return UserCodeState.UNKNOWN;
        }
        OAuth2DeviceCodeModel device = DeviceEndpoint.getDeviceByUserCode(session, realm, userCode);
        if (device == null) {
            return session.singleUseObjects().contains(verifiedKey(userCode))
                    ? UserCodeState.USED
                    : UserCodeState.UNKNOWN;
        }
        if (device.isDenied()) {
            return UserCodeState.DENIED;
        }
        if (!device.isPending()) {
            return UserCodeState.USED;
        }
        if (device.isExpired()) {
            return UserCodeState.EXPIRED;
        }
        ClientModel client = realm.getClientByClientId(device.getClientId());
        return client != null && client.isEnabled() ? UserCodeState.WAITING : UserCodeState.UNKNOWN;
    }

    /**
     * Marks a code as verified, because its user continues to sign in. Keycloak deletes a code on approval, so a
     * verified code that has disappeared before its expiry has been used.
     *
     * @param userCode a normalised user code whose state is {@link UserCodeState#WAITING}
     */
    public void markVerified(String userCode) {
        OAuth2DeviceCodeModel device = DeviceEndpoint.getDeviceByUserCode(session, realm, userCode);
        if (device != null) { // null if it has been deleted since it was looked up
            long lifespan = device.getExpiration() - Time.currentTimeSeconds();
            session.singleUseObjects().putIfAbsent(verifiedKey(userCode), Math.max(1, lifespan));
        }
    }

    private String verifiedKey(String userCode) {
        return VERIFIED + OAuth2DeviceUserCodeModel.createKey(realm, userCode);
    }
}
