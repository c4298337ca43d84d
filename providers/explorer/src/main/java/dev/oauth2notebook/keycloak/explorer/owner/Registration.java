package dev.oauth2notebook.keycloak.explorer.owner;

import java.util.Optional;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.clientregistration.ClientRegistrationAuth;
import org.keycloak.util.TokenUtil;

/** A client registration (RFC 7591) that has succeeded and is about to be committed. */
public final class Registration {

    private final KeycloakSession session;
    private final RealmModel realm;

    private Registration(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Records who registered a client, if the registrant is a user. Anonymous registrants, holders of an initial access
     * token and service accounts are not recorded.
     *
     * @param session session of the current request
     * @param event an event, which may be another one
     */
    public static void observe(KeycloakSession session, Event event) {
        if (event.getType() == EventType.CLIENT_REGISTER) {
            new Registration(session).recordOwner(event.getClientId());
        }
    }

    private void recordOwner(String clientId) {
        ClientModel client = realm.getClientByClientId(clientId);
        if (client != null) {
            registrant().ifPresent(user -> ClientOwner.record(session, client, user));
        }
    }

    /** Keycloak has verified the token and the user's roles before it sends the event, which does not name the user. */
    private Optional<UserModel> registrant() {
        ClientRegistrationAuth caller = new ClientRegistrationAuth(session, null, null, "");
        caller.resolveRegistrationAuth();
        AccessToken token = caller.getJwt();
        return token == null || token.getSubject() == null || !TokenUtil.TOKEN_TYPE_BEARER.equals(token.getType())
                ? Optional.empty()
                : Optional.ofNullable(session.users().getUserById(realm, token.getSubject()))
                        .filter(user -> user.getServiceAccountClientLink() == null);
    }
}
