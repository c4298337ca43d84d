package dev.oauth2notebook.keycloak.tokenexchange.usage;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import java.util.Set;

/**
 * One granted exchange, as its TOKEN_EXCHANGE event describes it. What an event does not say is {@code null} or empty.
 *
 * @param time when it was granted, in milliseconds since the epoch
 * @param permit the permit that granted it, or would have granted it if the policy had been enforced; {@code null} if
 *     there is none
 * @param requester client that requested it
 * @param subjectClient client to which the subject token was issued
 * @param audiences {@code aud} of the issued token
 * @param scopes scopes of the issued token
 * @param tokenType the requested token type
 * @param actorClient client to which the actor token was issued; {@code null} if there was none
 * @param acting how the actor acted; {@code null} if there was none
 * @param depth number of links in the {@code act} chain of the issued token
 * @param lifetime lifetime of the issued token in seconds
 */
public record RecordedExchange(
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
