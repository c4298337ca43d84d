package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import java.util.Collection;
import java.util.List;

/**
 * What would happen to an exchange.
 *
 * @param enforced whether the realm enforces the policy; the answer is for a realm that does
 * @param granted whether the exchange would be granted
 * @param permit the permit that would grant it; if it would be refused, the one that came closest, if any
 * @param token what would be issued; {@code null} if the exchange would be refused
 * @param error error code that the client would get; {@code null} if granted
 * @param errorDescription {@code error_description} that the client would get; {@code null} if granted
 * @param reason why the exchange would be refused; {@code null} if granted
 * @param request the request as it was evaluated; {@code null} if the exchange would be refused beforehand
 * @param permits every permit of the realm; empty if the exchange would be refused beforehand
 * @param notes what the simulation could not evaluate
 */
public record SimulationAnswer(
        boolean enforced,
        boolean granted,
        String permit,
        IssuedToken token,
        String error,
        String errorDescription,
        String reason,
        EvaluatedRequest request,
        List<PermitAnswer> permits,
        List<String> notes) {

    /**
     * The token that would be issued.
     *
     * @param audience its audiences
     * @param scope its scopes
     * @param roles its roles, a client role as {@code client.role}; those of a described subject token must be described
     * @param lifetime its lifetime in seconds
     * @param actDepth number of links in its {@code act} chain
     */
    public record IssuedToken(
            Collection<String> audience,
            Collection<String> scope,
            Collection<String> roles,
            long lifetime,
            int actDepth) {}

    /**
     * What the policy evaluated.
     *
     * @param requester client id of the requester
     * @param subjectClient client to which the subject token was issued
     * @param subject id of its user
     * @param subjectScope its scopes
     * @param subjectActDepth number of links in its {@code act} chain
     * @param subjectExpiresIn seconds until it expires
     * @param actorClient client to which the actor token was issued; {@code null} if there is none
     * @param actor id of its user; {@code null} if there is none
     * @param audience requested audiences and resources
     * @param scope requested scopes; {@code null} if none were requested
     * @param requestedTokenType requested token type
     */
    public record EvaluatedRequest(
            String requester,
            String subjectClient,
            String subject,
            Collection<String> subjectScope,
            int subjectActDepth,
            long subjectExpiresIn,
            String actorClient,
            String actor,
            Collection<String> audience,
            Collection<String> scope,
            String requestedTokenType) {}
}
