package dev.oauth2notebook.keycloak.tokenexchange.request;

import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ClientSessionContext;

/** Converts client credentials with a target (RFC 6749 §4.4, RFC 8707 §2) to a {@link CredentialsRequest} for the policy. */
public final class CredentialsRequestReader {

    private CredentialsRequestReader() {}

    /**
     * Reads a request.
     *
     * @param context context of the service account's session
     * @param scope value of {@code scope}; {@code null} if the parameter is absent
     * @param audiences values of {@code audience}
     * @param resources values of {@code resource}
     */
    public static CredentialsRequest read(
            ClientSessionContext context, String scope, List<String> audiences, List<String> resources) {
        Set<String> requested = ExchangeScopes.parse(scope);
        Set<String> scopes = new LinkedHashSet<>(ExchangeScopes.parse(context.getScopeString()));
        scopes.addAll(requested);
        return new CredentialsRequest(
                context.getClientSession().getClient().getClientId(), audiences, resources, requested, scopes);
    }
}
