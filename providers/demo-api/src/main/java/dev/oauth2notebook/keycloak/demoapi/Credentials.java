package dev.oauth2notebook.keycloak.demoapi;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.http.HttpRequest;

/**
 * The access token of a request. Only the {@code Authorization} header is accepted (RFC 6750 §2.1), because URLs with
 * tokens are often logged (§5.3).
 *
 * @param scheme scheme with which the token was sent
 * @param token the token as sent
 * @see ProtectedRequest
 */
record Credentials(AuthScheme scheme, String token) {

    private static final String ACCESS_TOKEN = "access_token"; // RFC 6750 §2.2 and §2.3

    private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    /**
     * Reads the credentials of a request.
     *
     * @throws ApiRefusal if there is no token, more than one, or a malformed header
     */
    static Credentials of(HttpRequest request) throws ApiRefusal {
        List<String> headers = request.getHttpHeaders().getRequestHeaders().get(HttpHeaders.AUTHORIZATION);
        int inHeader = headers == null ? 0 : headers.size();
        int elsewhere = (request.getUri().getQueryParameters().containsKey(ACCESS_TOKEN) ? 1 : 0)
                + (request.getDecodedFormParameters().containsKey(ACCESS_TOKEN) ? 1 : 0);
        if (inHeader + elsewhere > 1) {
            throw new ApiRefusal(ApiError.SEVERAL_TOKENS, AuthScheme.BEARER);
        }
        if (inHeader == 0) {
            throw new ApiRefusal(ApiError.MISSING_TOKEN, AuthScheme.BEARER);
        }
        String[] parts = headers.get(0).strip().split(" +");
        Optional<AuthScheme> scheme = AuthScheme.find(parts[0]);
        if (scheme.isEmpty()) {
            throw new ApiRefusal(
                    JWT.matcher(parts[0]).matches() ? ApiError.SCHEME_MISSING : ApiError.MISSING_TOKEN,
                    AuthScheme.BEARER);
        }
        if (parts.length > 1 && AuthScheme.find(parts[1]).isPresent()) {
            throw new ApiRefusal(ApiError.SCHEME_TWICE, scheme.get());
        }
        if (parts.length != 2) {
            throw new ApiRefusal(ApiError.MALFORMED_HEADER, scheme.get());
        }
        return new Credentials(scheme.get(), parts[1]);
    }
}
