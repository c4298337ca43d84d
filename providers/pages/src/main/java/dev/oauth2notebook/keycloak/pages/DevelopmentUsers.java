package dev.oauth2notebook.keycloak.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * The users of the shipped realm file whose password is still the published one: their username. The realm attribute
 * {@link #ATTRIBUTE} names them.
 *
 * @see StartResource
 */
final class DevelopmentUsers {

    /** Realm attribute with the usernames, separated by white space. */
    static final String ATTRIBUTE = "start-page.users";

    /** Results by user, and id and date of the password, so that each password is hashed only once. */
    private static final Map<String, Boolean> CHECKED = new ConcurrentHashMap<>();

    private DevelopmentUsers() {}

    /**
     * Returns the users who can sign in with their username as password.
     *
     * @param session session of the current request, with its realm set
     * @return usernames in the order of the attribute
     */
    static List<String> of(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        String attribute = Objects.requireNonNullElse(realm.getAttribute(ATTRIBUTE), "");
        return Arrays.stream(attribute.strip().split("\\s+"))
                .flatMap(name -> Optional.ofNullable(session.users().getUserByUsername(realm, name)).stream())
                .filter(UserModel::isEnabled)
                .filter(DevelopmentUsers::hasPublishedPassword)
                .map(UserModel::getUsername)
                .toList();
    }

    private static boolean hasPublishedPassword(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .findFirst()
                .filter(password -> CHECKED.computeIfAbsent(
                        user.getUsername() + " " + password.getId() + " " + password.getCreatedDate(),
                        key -> isUsername(user)))
                .isPresent();
    }

    private static boolean isUsername(UserModel user) {
        return user.credentialManager().isValid(UserCredentialModel.password(user.getUsername()));
    }
}
