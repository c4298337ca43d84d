package dev.oauth2notebook.keycloak.demoapi;

import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/** The audience that access tokens for the API must name (RFC 9068 §4). */
final class ApiAudience {

    /** Realm attribute: the audience. Absent or blank: the realm has no API. */
    static final String ATTRIBUTE = "api-audience";

    private ApiAudience() {}

    /** Returns whether a realm has an API. */
    static boolean isSet(RealmModel realm) {
        String audience = realm.getAttribute(ATTRIBUTE);
        return audience != null && !audience.isBlank();
    }

    /** Returns whether a token names the realm's API in its {@code aud}. */
    static boolean isNamedBy(AccessToken token, RealmModel realm) {
        return isSet(realm) && token.hasAudience(realm.getAttribute(ATTRIBUTE).strip());
    }
}
