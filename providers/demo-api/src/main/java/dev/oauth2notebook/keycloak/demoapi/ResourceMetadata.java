package dev.oauth2notebook.keycloak.demoapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The metadata of a protected resource (RFC 9728 §2).
 *
 * @param resource identifier of the resource, which is its URL
 * @param authorizationServers issuers whose tokens the resource accepts
 * @param scopes scopes to request
 * @param bearerMethods methods of sending the access token
 * @param dpopAlgorithms signature algorithms for DPoP proofs; empty if the server does not support DPoP
 * @see ResourceMetadataResource
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ResourceMetadata(
        @JsonProperty("resource") String resource,
        @JsonProperty("authorization_servers") List<String> authorizationServers,
        @JsonProperty("scopes_supported") List<String> scopes,
        @JsonProperty("bearer_methods_supported") List<String> bearerMethods,
        @JsonProperty("dpop_signing_alg_values_supported") List<String> dpopAlgorithms) {}
