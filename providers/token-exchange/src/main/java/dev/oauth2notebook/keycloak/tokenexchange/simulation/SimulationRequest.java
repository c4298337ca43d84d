package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import java.util.List;

/**
 * A request as an administrator describes it. For a token exchange, one of subject and subject token is required, and at
 * most one of actor and actor token is allowed; client credentials have none of them, nor a requested token type, and
 * need an audience or resource. Everything else is optional.
 *
 * @param grantType {@code grant_type}, or its last part: token exchange, which is the default, or client credentials
 * @param requester client id of the client that would send the request
 * @param subject description of the subject token
 * @param subjectToken a subject token
 * @param actor description of the actor token
 * @param actorToken an actor token
 * @param audience values of {@code audience}
 * @param resource values of {@code resource}
 * @param scope value of {@code scope}
 * @param requestedTokenType value of {@code requested_token_type}, or the last part of it
 */
public record SimulationRequest(
        String grantType,
        String requester,
        Subject subject,
        String subjectToken,
        ActingParty actor,
        String actorToken,
        List<String> audience,
        List<String> resource,
        String scope,
        String requestedTokenType) {

    public SimulationRequest {
        audience = audience == null ? List.of() : List.copyOf(audience);
        resource = resource == null ? List.of() : List.copyOf(resource);
    }

    private static final String NOT_KEPT = "(a token)";

    /**
     * Returns the kind of the permits for such a request.
     *
     * @throws InvalidDescription if permits are for other grant types
     */
    PermitKind<?> kind() {
        return grantType == null
                ? PermitKind.TOKEN_EXCHANGE
                : PermitKind.ALL.stream()
                        .filter(kind -> kind.grantType().equals(grantType)
                                || kind.grantType().endsWith(":" + grantType))
                        .findFirst()
                        .orElseThrow(() -> new InvalidDescription(
                                "grantType", "'" + grantType + "' is neither token-exchange nor client_credentials"));
    }

    /** Returns this description without the pasted tokens. */
    public SimulationRequest withoutTokens() {
        return new SimulationRequest(
                grantType,
                requester,
                subject,
                subjectToken == null ? null : NOT_KEPT,
                actor,
                actorToken == null ? null : NOT_KEPT,
                audience,
                resource,
                scope,
                requestedTokenType);
    }

    /**
     * A described subject token.
     *
     * @param client the client to which it was issued
     * @param user its user, by user name or id; if absent, the service account of the client
     * @param scope its scopes; if absent, the default scopes of the client
     * @param roles its roles, a client role as {@code client.role}
     * @param act the actors in its {@code act}, the current one first
     * @param mayAct the party in its {@code may_act}
     * @param expiresIn seconds until it expires; if absent, the lifetime of access tokens in the realm
     */
    public record Subject(
            String client,
            String user,
            String scope,
            List<String> roles,
            List<Party> act,
            Party mayAct,
            Integer expiresIn) {

        public Subject {
            roles = roles == null ? List.of() : List.copyOf(roles);
            act = act == null ? List.of() : List.copyOf(act);
        }
    }

    /**
     * A described actor token.
     *
     * @param client the client to which it was issued
     * @param user its user, by user name or id; if absent, the service account of the client
     * @param audience its audiences; if absent, the requester
     * @param delegated whether it has {@code act}
     */
    public record ActingParty(String client, String user, List<String> audience, boolean delegated) {}

    /**
     * A client, and a user of it.
     *
     * @param client client id
     * @param user user name or id
     */
    public record Party(String client, String user) {}
}
