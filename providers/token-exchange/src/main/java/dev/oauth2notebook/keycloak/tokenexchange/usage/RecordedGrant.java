package dev.oauth2notebook.keycloak.tokenexchange.usage;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import java.util.Set;

/**
 * One granted token exchange, or client credentials with a target, as its event describes it. What an event does not say
 * is {@code null} or empty; the event of client credentials knows neither subject nor actor.
 *
 * @param time when it was granted, in milliseconds since the epoch
 * @param permit the permit that granted it, or would have granted it if the policy had been enforced; {@code null} if
 *     there is none
 * @param requester client that requested it
 * @param subjectClient client to which the subject token was issued; {@code null} for client credentials
 * @param audiences {@code aud} of the issued token; for client credentials that no permit has granted, what was requested
 * @param scopes scopes of the issued token
 * @param tokenType the requested token type
 * @param actorClient client to which the actor token was issued; {@code null} if there was none
 * @param acting how the actor acted; {@code null} if there was none
 * @param depth number of links in the {@code act} chain of the issued token
 * @param lifetime lifetime of the issued token in seconds
 */
public record RecordedGrant(
        long time,
        String permit,
        String requester,
        String subjectClient,
        Set<String> audiences,
        Set<String> scopes,
        TokenType tokenType,
        String actorClient,
        ActorSemantics acting,
        int depth,
        Long lifetime) {}
