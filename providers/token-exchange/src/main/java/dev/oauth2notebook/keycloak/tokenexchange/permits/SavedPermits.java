package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The saved permits of a realm while others are validated. They are read once for each request that saves profiles, not
 * for each permit in it.
 *
 * @param realm id of the realm
 * @param profiles the client profiles as JSON; {@code null} if the realm has none
 * @param permits the permits by configuration
 * @param problems the problems of all of them
 * @see PermitValidation
 */
record SavedPermits<P>(
        String realm, String profiles, Map<Map<String, Object>, ParsedPermit<P>> permits, Set<String> problems) {

    /** @throws IllegalStateException if the profiles are not valid JSON */
    static <P> SavedPermits<P> of(KeycloakSession session, PermitKind<P> kind, RealmModel realm) {
        String profiles = realm.getAttribute(Constants.CLIENT_PROFILES);
        String attribute = SavedPermits.class.getName() + kind.executor();
        @SuppressWarnings("unchecked")
        SavedPermits<P> known = session.getAttribute(attribute, SavedPermits.class);
        if (known != null && known.realm.equals(realm.getId()) && Objects.equals(known.profiles, profiles)) {
            return known;
        }
        Map<Map<String, Object>, ParsedPermit<P>> permits = kind.reader().readAll(profiles);
        Set<String> problems = permits.values().stream()
                .map(permit -> permit.problemsWhenSavedIn(realm))
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
        SavedPermits<P> saved = new SavedPermits<>(realm.getId(), profiles, permits, problems);
        session.setAttribute(attribute, saved);
        return saved;
    }
}
