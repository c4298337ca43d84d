package dev.oauth2notebook.keycloak.pages.errors;

import static dev.oauth2notebook.keycloak.pages.errors.ErrorTopic.*;

import dev.oauth2notebook.keycloak.common.FailedRequest;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;

/**
 * Finds the topic of an error from its code, its description and the request. Keycloak often has one code for different
 * mistakes and distinguishes them only in the description; {@code ErrorUriIT} fails if Keycloak changes a description.
 *
 * @see CodeHistory
 */
public final class ErrorTopics {

    private static final Predicate<FailedRequest> IS_CODE_GRANT =
            request -> OAuth2Constants.AUTHORIZATION_CODE.equals(grantType(request));

    private static final Predicate<FailedRequest> IS_EXCHANGE =
            request -> OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE.equals(grantType(request));

    private static final Predicate<FailedRequest> IS_DEVICE_GRANT =
            request -> OAuth2Constants.DEVICE_CODE_GRANT_TYPE.equals(grantType(request));

    private static final Predicate<FailedRequest> IS_REFRESH =
            request -> OAuth2Constants.REFRESH_TOKEN.equals(grantType(request));

    private static final Predicate<FailedRequest> IS_API =
            request -> request.endpoint().startsWith("API_");

    private static final Predicate<FailedRequest> IS_REGISTRATION =
            request -> request.endpoint().startsWith("REGIST");

    /** The endpoints that accept only forms (RFC 6749 §3.2, RFC 7009 §2.1, RFC 7662 §2.1, RFC 8628 §3.1, RFC 9126). */
    private static final Predicate<FailedRequest> NEEDS_FORM =
            request -> List.of("TOKEN", "INTROSPECTION", "REVOCATION", "DEVICE_AUTHORIZATION", "PUSHED_AUTHORIZATION")
                    .contains(request.endpoint());

    /** In this order; the first rule that applies determines the topic. */
    private static final List<Rule> RULES = List.of(
            new Rule(WRONG_PATH, error("not_found")),
            new Rule(WRONG_METHOD, description("supports only")),
            new Rule(HTTPS_REQUIRED, description("HTTPS required")),
            new Rule(
                    TEMPORARILY_UNAVAILABLE,
                    error(OAuthErrorException.TEMPORARILY_UNAVAILABLE).or(error(OAuthErrorException.SERVER_ERROR))),
            new Rule(NOT_A_FORM, NEEDS_FORM.and(ErrorTopics::hasOtherContent)),
            new Rule(REPEATED_PARAMETER, description("(?i)duplicate")),
            new Rule(OVERLONG_PARAMETER, description("longer than allowed")),
            new Rule(DPOP_PROOF, IS_API.negate().and(description("DPoP"))),

            // The API
            new Rule(TOKEN_MISSING, IS_API.and(description("Send an access token in"))),
            new Rule(TOKEN_SENT_TWICE, IS_API.and(description("Send the access token once"))),
            new Rule(AUTHORIZATION_HEADER, IS_API.and(description("Authorization header"))),
            new Rule(TOKEN_EXPIRED, IS_API.and(description("has expired"))),
            new Rule(TOKEN_ENDED, IS_API.and(description("no longer valid"))),
            new Rule(TOKEN_MALFORMED, IS_API.and(description("malformed"))),
            new Rule(
                    TOKEN_FOREIGN,
                    IS_API.and(description("not signed by this realm|not an access token|another address"))),
            new Rule(TOKEN_AUDIENCE, IS_API.and(description("not for this API"))),
            new Rule(INSUFFICIENT_SCOPE, error(OAuthErrorException.INSUFFICIENT_SCOPE)),
            new Rule(DPOP_PROOF, error("invalid_dpop_proof")),
            new Rule(TOKEN_BINDING, IS_API.and(description("bound to"))),
            new Rule(TOKEN_ENDED, endpoint("USERINFO").and(error(OAuthErrorException.INVALID_TOKEN))),
            new Rule(TOKEN_MISSING, endpoint("USERINFO").and(description("Token"))),
            new Rule(INSUFFICIENT_SCOPE, endpoint("USERINFO").and(description("scope"))),

            // Registration
            new Rule(CLIENT_METADATA, error("invalid_redirect_uri").or(error("invalid_client_metadata"))),
            new Rule(REGISTRATION_TOKEN, IS_REGISTRATION),

            // The client
            new Rule(
                    CLIENT_NOT_ALLOWED,
                    description("not allowed|not enabled to|unauthorized client")
                            .and(error(OAuthErrorException.UNAUTHORIZED_CLIENT)
                                    .or(description("^Client (is )?not allowed")))
                            .and(IS_EXCHANGE.negate())),
            new Rule(EXCHANGE_NOT_PERMITTED, description("not enabled for the requested client")),
            new Rule(
                    EXCHANGE_NOT_PERMITTED,
                    IS_EXCHANGE.and(description("This client may not exchange tokens|Public client|Missing consents"))),
            new Rule(
                    CLIENT_AUTHENTICATION,
                    error(OAuthErrorException.INVALID_CLIENT)
                            .or(error(OAuthErrorException.UNAUTHORIZED_CLIENT))
                            .or(description("Authentication failed|credentials"))),
            new Rule(
                    GRANT_TYPE,
                    error(OAuthErrorException.UNSUPPORTED_GRANT_TYPE).or(description("grant_type"))),

            // Token exchange
            new Rule(
                    ACTOR_CHAIN,
                    IS_EXCHANGE.and(description("\\bact\\b|Too many parties|too many exchanges|An actor in the"))),
            new Rule(MAY_ACT, IS_EXCHANGE.and(description("may_act"))),
            new Rule(ACTOR_TOKEN, IS_EXCHANGE.and(description("actor_token"))),
            new Rule(EXCHANGE_TOKEN_TYPE, IS_EXCHANGE.and(description("token_type|refresh token|access tokens only"))),
            new Rule(
                    EXCHANGE_TARGET,
                    IS_EXCHANGE.and(error(OAuthErrorException.INVALID_TARGET)
                            .or(description("(?i)audience not|in audience$")))),
            new Rule(EXCHANGE_SCOPE, IS_EXCHANGE.and(error(OAuthErrorException.INVALID_SCOPE))),
            new Rule(SUBJECT_TOKEN, IS_EXCHANGE.and(description("subject_token|Invalid token"))),

            // Authorization requests
            new Rule(UNKNOWN_CLIENT, IS_CODE_GRANT.negate().and(description("client_id"))),
            new Rule(REDIRECT_URI, IS_CODE_GRANT.negate().and(description("redirect_uri"))),
            new Rule(PKCE_MISSING, description("(?i)code[_ ]challenge")),
            new Rule(
                    RESPONSE_TYPE,
                    error(OAuthErrorException.UNSUPPORTED_RESPONSE_TYPE)
                            .or(description("(?i)response[_ ]type|response[_ ]mode"))),
            new Rule(
                    LOGIN_REQUIRED,
                    error(OAuthErrorException.LOGIN_REQUIRED)
                            .or(error(OAuthErrorException.INTERACTION_REQUIRED))
                            .or(error("consent_required"))),
            new Rule(INVALID_SCOPE, error(OAuthErrorException.INVALID_SCOPE)),

            // Codes
            new Rule(CODE_IS_URL, IS_CODE_GRANT.and(code("(?s).*(://|[?&]code=|=).*"))),
            new Rule(CODE_WITH_BLANKS, IS_CODE_GRANT.and(code("(?s).*\\s.*"))),
            new Rule(CODE_EXPIRED, description("Code is expired")),
            new Rule(CODE_VERIFIER, description("PKCE|code_verifier")),
            new Rule(CODE_REDIRECT_URI, description("Incorrect redirect_uri")),
            new Rule(CODE_UNKNOWN, IS_CODE_GRANT.and(description("Code not valid|client_id"))),

            // Devices
            new Rule(AUTHORIZATION_PENDING, error(OAuthErrorException.AUTHORIZATION_PENDING)),
            new Rule(SLOW_DOWN, error(OAuthErrorException.SLOW_DOWN)),
            new Rule(DEVICE_CODE_EXPIRED, error(OAuthErrorException.EXPIRED_TOKEN)),
            new Rule(DEVICE_DENIED, IS_DEVICE_GRANT.and(error(OAuthErrorException.ACCESS_DENIED))),
            new Rule(DEVICE_CODE_INVALID, IS_DEVICE_GRANT.and(error(OAuthErrorException.INVALID_GRANT))),
            new Rule(ACCESS_DENIED, error(OAuthErrorException.ACCESS_DENIED)),

            // Refresh tokens and sessions
            new Rule(REFRESH_TOKEN_REUSED, description("Stale token|reuse exceeded")),
            new Rule(SESSION_ENDED, description("(?i)session|User (not found|disabled)|no longer permitted")),
            new Rule(REFRESH_TOKEN_INVALID, IS_REFRESH.and(error(OAuthErrorException.INVALID_GRANT))),

            // Introspection and revocation
            new Rule(OTHER_CLIENTS_TOKEN, description("Unmatching clients")),
            new Rule(
                    MISSING_PARAMETER,
                    description("(?i)missing|not provided|no refresh token|required")
                            .and(error(OAuthErrorException.INVALID_REQUEST))));

    private ErrorTopics() {}

    /**
     * Finds the topic of an error.
     *
     * @param request the rejected request
     * @return empty if the error has no explanation
     */
    public static Optional<ErrorTopic> of(FailedRequest request) {
        return RULES.stream()
                .filter(rule -> rule.applies().test(request))
                .map(Rule::topic)
                .findFirst();
    }

    private record Rule(ErrorTopic topic, Predicate<FailedRequest> applies) {}

    private static boolean hasOtherContent(FailedRequest request) {
        return !request.contentType().isEmpty() && !request.contentType().equals(MediaType.APPLICATION_FORM_URLENCODED);
    }

    private static Predicate<FailedRequest> endpoint(String name) {
        return request -> request.endpoint().equals(name);
    }

    private static Predicate<FailedRequest> error(String code) {
        return request -> request.error().equals(code);
    }

    /** Matches a part of the description. */
    private static Predicate<FailedRequest> description(String pattern) {
        Pattern part = Pattern.compile(pattern);
        return request -> part.matcher(request.description()).find();
    }

    /** Matches the whole authorization code. */
    private static Predicate<FailedRequest> code(String pattern) {
        Pattern whole = Pattern.compile(pattern);
        return request ->
                whole.matcher(parameter(request, OAuth2Constants.CODE)).matches();
    }

    private static String grantType(FailedRequest request) {
        return parameter(request, OAuth2Constants.GRANT_TYPE);
    }

    private static String parameter(FailedRequest request, String name) {
        return request.form().getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }
}
