package dev.oauth2notebook.keycloak.demoapi;

import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/**
 * The audience that access tokens for the API must have (RFC 9068 §4).
 *
 * @see ProtectedRequest
 */
final class ApiAudience {

    /** Realm attribute with the audience. If it is absent or blank, the realm has no API. */
    static final String ATTRIBUTE = "api-audience";

    private ApiAudience() {}

    /** Returns whether a realm has an API. */
    static boolean isSet(RealmModel realm) {
        String audience = realm.getAttribute(ATTRIBUTE);
        return audience != null && !audience.isBlank();
    }

    /** Returns the audience of a realm that has an API. */
    static String of(RealmModel realm) {
        return realm.getAttribute(ATTRIBUTE).strip();
    }

    /** Returns whether the {@code aud} claim of a token contains the audience of the realm's API. */
    static boolean isIn(AccessToken token, RealmModel realm) {
        return isSet(realm) && token.hasAudience(of(realm));
    }
}
