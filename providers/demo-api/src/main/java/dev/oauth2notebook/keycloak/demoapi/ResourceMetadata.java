package dev.oauth2notebook.keycloak.demoapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Metadata of a protected resource (RFC 9728 §2).
 *
 * @param resource the resource's identifier, its URL
 * @param authorizationServers issuers whose tokens it accepts
 * @param scopes to ask for
 * @param bearerMethods ways to send the access token
 * @param dpopAlgorithms that a DPoP proof may be signed with; left out if the server does not support DPoP
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ResourceMetadata(
        @JsonProperty("resource") String resource,
        @JsonProperty("authorization_servers") List<String> authorizationServers,
        @JsonProperty("scopes_supported") List<String> scopes,
        @JsonProperty("bearer_methods_supported") List<String> bearerMethods,
        @JsonProperty("dpop_signing_alg_values_supported") List<String> dpopAlgorithms) {}
