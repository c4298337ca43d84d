package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import java.util.Collection;
import java.util.List;

/**
 * What would happen to a request.
 *
 * @param enforced whether the realm enforces the policy; the answer is for a realm that does
 * @param granted whether the request would be granted
 * @param permit the permit that would grant it, if it needs one; if it would be refused, the one that came closest, if any
 * @param token what would be issued; {@code null} if the request would be refused
 * @param error error code that the client would get; {@code null} if granted
 * @param errorDescription {@code error_description} that the client would get; {@code null} if granted
 * @param reason why the request would be refused; {@code null} if granted
 * @param request the request as it was evaluated; {@code null} if it would be refused beforehand
 * @param permits every permit of the realm for such a request; empty if it would be refused beforehand
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
     * @param audience its {@code aud}
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
     * @param grantType the grant type
     * @param requester client id of the requester
     * @param subjectClient client to which the subject token was issued; {@code null} for client credentials, as the next four
     * @param subject id of its user
     * @param subjectScope its scopes
     * @param subjectActDepth number of links in its {@code act} chain
     * @param subjectExpiresIn seconds until it expires
     * @param actorClient client to which the actor token was issued; {@code null} if there is none
     * @param actor id of its user; {@code null} if there is none
     * @param audience requested audiences
     * @param resource requested resources
     * @param scope requested scopes; {@code null} if none were requested
     * @param requestedTokenType requested token type; {@code null} for client credentials
     */
    public record EvaluatedRequest(
            String grantType,
            String requester,
            String subjectClient,
            String subject,
            Collection<String> subjectScope,
            Integer subjectActDepth,
            Long subjectExpiresIn,
            String actorClient,
            String actor,
            Collection<String> audience,
            List<EvaluatedResource> resource,
            Collection<String> scope,
            String requestedTokenType) {

        static EvaluatedRequest of(ExchangeRequest request, ResolvedResources resources, long now) {
            return new EvaluatedRequest(
                    PermitKind.TOKEN_EXCHANGE.grantType(),
                    request.requester(),
                    request.subject().client(),
                    request.subject().sub(),
                    request.subject().scopes(),
                    request.subject().depth(),
                    request.subject().expiresAt() - now,
                    request.actor() == null ? null : request.actor().client(),
                    request.actor() == null ? null : request.actor().sub(),
                    request.audiences(),
                    resources.evaluated(),
                    request.requestedScopes(),
                    request.tokenType().urn());
        }

        static EvaluatedRequest of(CredentialsRequest request, ResolvedResources resources) {
            return new EvaluatedRequest(
                    PermitKind.CLIENT_CREDENTIALS.grantType(),
                    request.requester(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    request.audiences(),
                    resources.evaluated(),
                    request.requestedScopes().isEmpty() ? null : request.requestedScopes(),
                    null);
        }
    }

    /**
     * A requested resource.
     *
     * @param resource the resource as sent
     * @param client client id of the client for which it stands; {@code null} if it stands for none, or for several
     */
    public record EvaluatedResource(String resource, String client) {}
}
