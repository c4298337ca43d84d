package dev.oauth2notebook.keycloak.pages.errors;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The errors that are explained. The texts are in the message bundles: {@code errorTopic.ID} is the title, and {@code
 * errorTopic.ID.meaning}, {@code .cause1} and so on, and {@code .action} are the explanation.
 *
 * @see ErrorTopics
 */
public enum ErrorTopic {
    WRONG_PATH(Group.REQUEST, 2, Specification.HTTP.section("15.5.5")),
    WRONG_METHOD(Group.REQUEST, 2, Specification.HTTP.section("15.5.6")),
    HTTPS_REQUIRED(Group.REQUEST, 2, Specification.OAUTH2.section("3.2")),
    NOT_A_FORM(Group.REQUEST, 2, Specification.OAUTH2.section("3.2")),
    MISSING_PARAMETER(Group.REQUEST, 2, Specification.OAUTH2.section("5.2")),
    REPEATED_PARAMETER(Group.REQUEST, 2, Specification.OAUTH2.section("3.2")),
    OVERLONG_PARAMETER(Group.REQUEST, 2, Specification.OAUTH2.section("5.2")),
    GRANT_TYPE(Group.REQUEST, 2, Specification.OAUTH2.section("5.2")),
    TEMPORARILY_UNAVAILABLE(Group.REQUEST, 2, Specification.HTTP.section("15.6.4")),

    CLIENT_AUTHENTICATION(Group.CLIENT, 3, Specification.OAUTH2.section("2.3.1")),
    CLIENT_NOT_ALLOWED(Group.CLIENT, 2, Specification.OAUTH2.section("5.2")),
    INVALID_SCOPE(Group.CLIENT, 3, Specification.OAUTH2.section("3.3")),
    DPOP_PROOF(Group.CLIENT, 3, Specification.DPOP.section("5")),

    UNKNOWN_CLIENT(Group.AUTHORIZATION, 2, Specification.OAUTH2.section("4.1.2.1")),
    REDIRECT_URI(Group.AUTHORIZATION, 3, Specification.OAUTH2.section("3.1.2.4")),
    PKCE_MISSING(Group.AUTHORIZATION, 2, Specification.PKCE.section("4.4.1")),
    RESPONSE_TYPE(Group.AUTHORIZATION, 2, Specification.OAUTH2.section("3.1.1")),
    ACCESS_DENIED(Group.AUTHORIZATION, 2, Specification.OAUTH2.section("4.1.2.1")),
    LOGIN_REQUIRED(
            Group.AUTHORIZATION,
            2,
            new Reference(
                    "OpenID Connect Core §3.1.2.6", "https://openid.net/specs/openid-connect-core-1_0.html#AuthError")),

    CODE_USED(Group.CODE, 2, Specification.OAUTH2.section("4.1.2")),
    CODE_EXPIRED(Group.CODE, 2, Specification.OAUTH2.section("4.1.2")),
    CODE_WITH_BLANKS(Group.CODE, 1, Specification.OAUTH2.section("4.1.3")),
    CODE_IS_URL(Group.CODE, 1, Specification.OAUTH2.section("4.1.3")),
    CODE_UNKNOWN(Group.CODE, 3, Specification.OAUTH2.section("5.2")),
    CODE_REDIRECT_URI(Group.CODE, 2, Specification.OAUTH2.section("4.1.3")),
    CODE_VERIFIER(Group.CODE, 3, Specification.PKCE.section("4.6")),

    REFRESH_TOKEN_REUSED(Group.REFRESH, 2, Specification.SECURITY.section("4.14.2")),
    REFRESH_TOKEN_INVALID(Group.REFRESH, 3, Specification.OAUTH2.section("6")),
    SESSION_ENDED(Group.REFRESH, 3, Specification.OAUTH2.section("5.2")),

    AUTHORIZATION_PENDING(Group.DEVICE, 1, Specification.DEVICE.section("3.5")),
    SLOW_DOWN(Group.DEVICE, 2, Specification.DEVICE.section("3.5")),
    DEVICE_CODE_EXPIRED(Group.DEVICE, 1, Specification.DEVICE.section("3.5")),
    DEVICE_CODE_INVALID(Group.DEVICE, 2, Specification.DEVICE.section("3.4")),
    DEVICE_DENIED(Group.DEVICE, 2, Specification.DEVICE.section("3.5")),

    EXCHANGE_NOT_PERMITTED(Group.EXCHANGE, 2, Specification.TOKEN_EXCHANGE.section("2.2.2")),
    EXCHANGE_TOKEN_TYPE(Group.EXCHANGE, 2, Specification.TOKEN_EXCHANGE.section("3")),
    EXCHANGE_TARGET(Group.EXCHANGE, 2, Specification.TOKEN_EXCHANGE.section("2.2.2")),
    EXCHANGE_SCOPE(Group.EXCHANGE, 2, Specification.TOKEN_EXCHANGE.section("2.1")),
    SUBJECT_TOKEN(Group.EXCHANGE, 3, Specification.TOKEN_EXCHANGE.section("2.1")),
    ACTOR_TOKEN(Group.EXCHANGE, 3, Specification.TOKEN_EXCHANGE.section("2.1")),
    MAY_ACT(Group.EXCHANGE, 2, Specification.TOKEN_EXCHANGE.section("4.4")),
    ACTOR_CHAIN(Group.EXCHANGE, 2, Specification.TOKEN_EXCHANGE.section("4.1")),

    OTHER_CLIENTS_TOKEN(Group.TOKENS, 1, Specification.REVOCATION.section("2.1")),
    TOKEN_MISSING(Group.TOKENS, 2, Specification.BEARER.section("2.1")),
    AUTHORIZATION_HEADER(Group.TOKENS, 3, Specification.BEARER.section("2.1")),
    TOKEN_SENT_TWICE(Group.TOKENS, 1, Specification.BEARER.section("2")),
    TOKEN_EXPIRED(Group.TOKENS, 2, Specification.BEARER.section("3.1")),
    TOKEN_ENDED(Group.TOKENS, 3, Specification.BEARER.section("3.1")),
    TOKEN_MALFORMED(Group.TOKENS, 2, Specification.BEARER.section("3.1")),
    TOKEN_FOREIGN(Group.TOKENS, 2, Specification.JWT_PROFILE.section("4")),
    TOKEN_AUDIENCE(Group.TOKENS, 2, Specification.JWT_PROFILE.section("4")),
    TOKEN_BINDING(Group.TOKENS, 3, Specification.DPOP.section("7.1")),
    INSUFFICIENT_SCOPE(Group.TOKENS, 2, Specification.BEARER.section("3.1")),

    REGISTRATION_TOKEN(Group.REGISTRATION, 2, Specification.REGISTRATION.section("3")),
    CLIENT_METADATA(Group.REGISTRATION, 2, Specification.REGISTRATION.section("3.2.2"));

    /** The parts of the list of all topics, whose titles are in the message bundles as {@code errorGroup.NAME}. */
    public enum Group {
        REQUEST,
        CLIENT,
        AUTHORIZATION,
        CODE,
        REFRESH,
        DEVICE,
        EXCHANGE,
        TOKENS,
        REGISTRATION
    }

    private final Group group;
    private final int causes;
    private final Reference reference;

    ErrorTopic(Group group, int causes, Reference reference) {
        this.group = group;
        this.causes = causes;
        this.reference = reference;
    }

    /**
     * Finds a topic.
     *
     * @param id path segment of its page
     * @return empty if there is none
     */
    public static Optional<ErrorTopic> find(String id) {
        return Arrays.stream(values()).filter(topic -> topic.id().equals(id)).findFirst();
    }

    /** Returns the path segment of the topic's page, such as {@code code-used}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the part of the list to which the topic belongs. */
    public Group group() {
        return group;
    }

    /** Returns the numbers of the likely causes, the most likely first. */
    public List<Integer> causes() {
        return IntStream.rangeClosed(1, causes).boxed().toList();
    }

    /** Returns where the error is specified. */
    public Reference reference() {
        return reference;
    }

    /**
     * A section of a specification.
     *
     * @param name name and section, such as {@code RFC 6749 §5.2}
     * @param url address of the section
     */
    public record Reference(String name, String url) {}

    /** The RFCs that define the errors, by number. */
    private enum Specification {
        OAUTH2("6749"),
        BEARER("6750"),
        REVOCATION("7009"),
        REGISTRATION("7591"),
        PKCE("7636"),
        DEVICE("8628"),
        TOKEN_EXCHANGE("8693"),
        JWT_PROFILE("9068"),
        HTTP("9110"),
        DPOP("9449"),
        SECURITY("9700");

        private final String rfc;

        Specification(String rfc) {
            this.rfc = rfc;
        }

        Reference section(String section) {
            return new Reference(
                    "RFC " + rfc + " §" + section, "https://www.rfc-editor.org/rfc/rfc" + rfc + "#section-" + section);
        }
    }
}
