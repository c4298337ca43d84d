package dev.oauth2notebook.keycloak.pages.errors;

import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Determines why Keycloak no longer knows an authorization code, which it deletes both when the code is used and when it
 * expires. A code names its session and its client, and the client's session is restarted by each authorization, so its
 * start time shows when the last code was issued.
 *
 * <p>Repeats the format of codes from {@code OAuth2CodeParser}, which parses only codes that are still valid. Read in Keycloak
 * 26.7.4; {@code ErrorUriIT} fails if that changes.
 */
public final class CodeHistory {

    private static final Pattern DOT = Pattern.compile("\\.");

    private CodeHistory() {}

    /**
     * Returns what happened to a code.
     *
     * @param session session of the current request, with its realm and the authenticated client set
     * @param code the code as sent
     * @return {@link ErrorTopic#CODE_USED}, {@link ErrorTopic#CODE_EXPIRED}, or {@link ErrorTopic#CODE_UNKNOWN} if the
     *     code was not issued to this client or its session has ended
     */
    public static ErrorTopic of(KeycloakSession session, String code) {
        ClientModel client = session.getContext().getClient();
        String[] parts = DOT.split(code, 3);
        if (client == null || parts.length < 3 || !parts[2].equals(client.getId())) {
            return ErrorTopic.CODE_UNKNOWN;
        }
        // In a separate Keycloak session, because Keycloak has detached the client session in that of the request.
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(),
                own -> of(
                        own,
                        own.realms().getRealm(session.getContext().getRealm().getId()),
                        parts[1],
                        parts[2]));
    }

    private static ErrorTopic of(KeycloakSession session, RealmModel realm, String sessionId, String clientId) {
        session.getContext().setRealm(realm);
        return Optional.ofNullable(session.sessions().getUserSession(realm, sessionId))
                .map(userSession ->
                        of(userSession.getAuthenticatedClientSessionByClient(clientId), realm.getAccessCodeLifespan()))
                .orElse(ErrorTopic.CODE_UNKNOWN);
    }

    /**
     * Returns what happened to a code.
     *
     * @param clientSession the client's session; {@code null} if there is none, because Keycloak deletes it when a code is
     *     used a second time
     * @param lifespan lifespan of codes in seconds
     */
    static ErrorTopic of(AuthenticatedClientSessionModel clientSession, int lifespan) {
        return clientSession != null && Time.currentTimeSeconds() > (long) clientSession.getStarted() + lifespan
                ? ErrorTopic.CODE_EXPIRED
                : ErrorTopic.CODE_USED;
    }
}
