package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import java.util.Objects;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmModel.RealmPostCreateEvent;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import org.keycloak.storage.StoreSyncEvent;

/**
 * Refuses an unknown {@link PolicyMode} when a realm is created or updated through the admin REST API, which responds with
 * 400. Keycloak publishes both events before it commits. A value that was stored in another way, such as the import at
 * start-up, does not prevent other changes of the realm.
 */
public final class PolicyModeValidation implements ProviderEventListener {

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RealmPostCreateEvent created) {
            validate(created.getKeycloakSession(), created.getCreatedRealm());
        } else if (event instanceof StoreSyncEvent updated && !updated.getRemoved()) {
            validate(updated.getSession(), updated.getRealm());
        }
    }

    private static void validate(KeycloakSession session, RealmModel realm) {
        String value = realm.getAttribute(PolicyMode.ATTRIBUTE);
        if (PolicyMode.ofValue(value).isEmpty()
                && HttpRequests.isCurrent(session)
                && !Objects.equals(value, stored(session, realm))) {
            throw new ModelValidationException(
                    "The attribute " + PolicyMode.ATTRIBUTE + " must be one of " + PolicyMode.values(", "));
        }
    }

    /** Returns the value before the current transaction; {@code null} if there is none. */
    private static String stored(KeycloakSession session, RealmModel realm) {
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), other -> {
            RealmModel before = other.realms().getRealm(realm.getId());
            return before == null ? null : before.getAttribute(PolicyMode.ATTRIBUTE);
        });
    }
}
