package dev.oauth2notebook.keycloak.device;

import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceCodeModel;
import org.keycloak.models.OAuth2DeviceUserCodeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpoint;

/** Looks user codes up where Keycloak keeps them. */
public final class PendingCodes {

    private static final String VERIFIED = "verified.";

    private final KeycloakSession session;
    private final RealmModel realm;

    public PendingCodes(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Looks a code up.
     *
     * @param userCode normalised; an empty one is not looked up
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
     * Remembers that a person goes on to sign in with a code. Keycloak forgets a code at approval; if it is gone before it
     * has expired, it was used.
     *
     * @param userCode one that is {@link UserCodeState#WAITING}
     */
    public void goesOn(String userCode) {
        OAuth2DeviceCodeModel device = DeviceEndpoint.getDeviceByUserCode(session, realm, userCode);
        if (device != null) { // else it has gone since it was looked up
            long lifespan = device.getExpiration() - Time.currentTimeSeconds();
            session.singleUseObjects().putIfAbsent(verifiedKey(userCode), Math.max(1, lifespan));
        }
    }

    private String verifiedKey(String userCode) {
        return VERIFIED + OAuth2DeviceUserCodeModel.createKey(realm, userCode);
    }
}
