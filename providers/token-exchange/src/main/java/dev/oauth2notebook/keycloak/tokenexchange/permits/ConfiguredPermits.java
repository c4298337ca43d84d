package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.util.List;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/** The permits in the client profiles of a realm, whether or not a client policy selects them. */
public final class ConfiguredPermits {

    private ConfiguredPermits() {}

    /**
     * Returns the permits of a kind in the order of the profiles. Each has the name of its profile.
     *
     * @throws IllegalStateException if the client profiles of the realm are not valid JSON
     */
    public static <P> List<ParsedPermit<P>> of(RealmModel realm, PermitKind<P> kind) {
        return kind.reader().list(realm.getAttribute(Constants.CLIENT_PROFILES));
    }
}
