package dev.oauth2notebook.keycloak.aliases.metadata;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.keycloak.OAuth2Constants;
import org.keycloak.protocol.oidc.utils.OIDCResponseType;

/**
 * Removes from a metadata document what Keycloak supports but no client of the realm may use. Adds nothing, and keeps
 * unknown fields and values.
 *
 * @see MetadataResource
 */
final class MetadataFilter {

    private static final Set<String> KNOWN_GRANTS = Set.of(
            OAuth2Constants.AUTHORIZATION_CODE,
            OAuth2Constants.IMPLICIT,
            OAuth2Constants.PASSWORD,
            OAuth2Constants.CLIENT_CREDENTIALS,
            OAuth2Constants.REFRESH_TOKEN,
            OAuth2Constants.DEVICE_CODE_GRANT_TYPE,
            OAuth2Constants.CIBA_GRANT_TYPE,
            OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE,
            OAuth2Constants.JWT_AUTHORIZATION_GRANT,
            OAuth2Constants.UMA_GRANT_TYPE);

    private static final List<String> CIBA_FIELDS = List.of(
            "backchannel_authentication_endpoint", // CIBA Core 1.0 §4
            "backchannel_token_delivery_modes_supported",
            "backchannel_authentication_request_signing_alg_values_supported");

    private final ClientCapabilities clients;

    MetadataFilter(ClientCapabilities clients) {
        this.clients = clients;
    }

    /** Filters a document (RFC 8414 §2) in place. */
    void apply(Map<String, Object> metadata) {
        keep(
                metadata,
                "grant_types_supported",
                grant -> !KNOWN_GRANTS.contains(grant) || clients.grants().contains(grant));
        keep(metadata, "response_types_supported", this::isUsable);
        keep(
                metadata,
                "code_challenge_methods_supported",
                method -> !OAuth2Constants.PKCE_METHOD_PLAIN.equals(method) || clients.plainChallenge());
        keep(
                metadata,
                "scopes_supported",
                scope -> OAuth2Constants.SCOPE_OPENID.equals(scope)
                        || clients.scopes().contains(scope));
        if (!clients.grants().contains(OAuth2Constants.CIBA_GRANT_TYPE)) {
            metadata.keySet().removeAll(CIBA_FIELDS);
        }
    }

    /**
     * Applies the rule of Keycloak's authorization endpoint: a token in the response needs the implicit flow, a code
     * the standard flow.
     */
    private boolean isUsable(String responseType) {
        Set<String> parts = Set.of(responseType.split(" "));
        boolean code = parts.contains(OAuth2Constants.CODE) || parts.contains("none");
        boolean tokens = parts.contains(OAuth2Constants.TOKEN) || parts.contains(OIDCResponseType.ID_TOKEN);
        if (code && tokens) {
            return clients.hybrid();
        }
        return clients.grants().contains(tokens ? OAuth2Constants.IMPLICIT : OAuth2Constants.AUTHORIZATION_CODE);
    }

    private static void keep(Map<String, Object> metadata, String field, Predicate<String> condition) {
        metadata.computeIfPresent(
                field,
                (name, value) -> value instanceof List<?> all
                        ? all.stream().map(String::valueOf).filter(condition).toList()
                        : value);
    }
}
