package dev.oauth2notebook.keycloak.demoapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.keycloak.representations.AccessToken;

/**
 * The API's description of an access token.
 *
 * @param message what the token permits
 * @param subject the token's {@code sub}
 * @param username the subject's user name, if the token contains it
 * @param client the client to which the token was issued, the token's {@code azp}
 * @param scopes the token's scopes
 * @param audience the token's {@code aud}
 * @param actor the party that acts for the subject, the token's {@code act} (RFC 8693 §4.1), if any
 * @param expiresAt when the token expires, in seconds since the epoch
 * @see ApiResource
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenSummary(
        @JsonProperty("message") String message,
        @JsonProperty("subject") String subject,
        @JsonProperty("username") String username,
        @JsonProperty("client") String client,
        @JsonProperty("scopes") List<String> scopes,
        @JsonProperty("audience") List<String> audience,
        @JsonProperty("actor") Object actor,
        @JsonProperty("expires_at") Long expiresAt) {

    static TokenSummary of(String message, AccessToken token) {
        return new TokenSummary(
                message,
                token.getSubject(),
                token.getPreferredUsername(),
                token.getIssuedFor(),
                TokenScopes.of(token),
                token.getAudience() == null ? List.of() : List.of(token.getAudience()),
                token.getOtherClaims().get("act"),
                token.getExp());
    }
}
