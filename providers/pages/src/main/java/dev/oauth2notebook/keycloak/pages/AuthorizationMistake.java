package dev.oauth2notebook.keycloak.pages;

import static dev.oauth2notebook.keycloak.pages.errors.ErrorTopic.REDIRECT_URI;
import static dev.oauth2notebook.keycloak.pages.errors.ErrorTopic.UNKNOWN_CLIENT;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.LocalServer;
import dev.oauth2notebook.keycloak.pages.errors.ErrorTopic;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;

/**
 * An authorization request whose client or redirect URI is wrong, so that the server shows an error page instead of
 * redirecting (RFC 6749 §4.1.2.1). On a local server, the page shows what was sent, what is registered and what to
 * change.
 *
 * @param topic the explanation of the error
 * @param explanationUrl URL of its page
 * @param local whether only users of this machine can see the page; if not, all other components are empty
 * @param sent the parameters that identify the client, as sent
 * @param registered the clients of the start page, or the redirect URIs of the client
 * @param correction the parameter as it was probably meant; {@code null} if unknown
 * @see dev.oauth2notebook.keycloak.pages.overrides.PageProvider
 */
public record AuthorizationMistake(
        ErrorTopic topic,
        String explanationUrl,
        boolean local,
        Map<String, String> sent,
        List<String> registered,
        String correction) {

    private static final String AUTHORIZATION_PATH = "/protocol/openid-connect/auth";

    private static final List<String> SHOWN = List.of(OAuth2Constants.CLIENT_ID, OAuth2Constants.REDIRECT_URI);

    /** Longer values are cut. */
    private static final int MAX_LENGTH = 300;

    /**
     * Reads the current request.
     *
     * @param session session of the current request
     * @param client the client of the request; {@code null} if it is unknown
     * @param messages the messages of the error page
     * @return empty if the page is not about such a request, or the realm has no pages
     */
    public static Optional<AuthorizationMistake> of(
            KeycloakSession session, ClientModel client, List<FormMessage> messages) {
        KeycloakContext context = session.getContext();
        Optional<String> start = StartPageUrl.of(session);
        if (start.isEmpty() || messages == null || !context.getUri().getPath().endsWith(AUTHORIZATION_PATH)) {
            return Optional.empty();
        }
        return messages.stream()
                .flatMap(message -> topic(message, parameters(context)).stream())
                .findFirst()
                .map(topic -> LocalServer.isCalledLocally(EndpointOptions.read().local())
                        ? detailed(topic, explanationUrl(start.get(), topic), context, client)
                        : new AuthorizationMistake(
                                topic, explanationUrl(start.get(), topic), false, Map.of(), List.of(), null));
    }

    private static Optional<ErrorTopic> topic(FormMessage message, MultivaluedMap<String, String> parameters) {
        return switch (message.getMessage()) {
            case Messages.CLIENT_NOT_FOUND, Messages.CLIENT_DISABLED -> Optional.of(UNKNOWN_CLIENT);
            case Messages.MISSING_PARAMETER -> names(message, OAuth2Constants.CLIENT_ID, UNKNOWN_CLIENT);
            case Messages.INVALID_REQUEST ->
                parameters.containsKey(OAuth2Constants.CLIENT_ID) ? Optional.empty() : Optional.of(UNKNOWN_CLIENT);
            case Messages.INVALID_PARAMETER -> names(message, OAuth2Constants.REDIRECT_URI, REDIRECT_URI);
            default -> Optional.empty();
        };
    }

    private static Optional<ErrorTopic> names(FormMessage message, String parameter, ErrorTopic topic) {
        return message.getParameters() != null
                        && Arrays.asList(message.getParameters()).contains(parameter)
                ? Optional.of(topic)
                : Optional.empty();
    }

    private static AuthorizationMistake detailed(
            ErrorTopic topic, String explanationUrl, KeycloakContext context, ClientModel client) {
        Map<String, String> sent = sent(context);
        boolean isRedirectUri = topic == REDIRECT_URI && client != null;
        String parameter = isRedirectUri ? OAuth2Constants.REDIRECT_URI : OAuth2Constants.CLIENT_ID;
        List<String> registered = isRedirectUri
                ? List.copyOf(new TreeSet<>(client.getRedirectUris()))
                : signInClients(context.getRealm());
        return new AuthorizationMistake(
                topic,
                explanationUrl,
                true,
                sent,
                registered,
                Similarity.closest(sent.getOrDefault(parameter, ""), registered)
                        .map(value -> parameter + "=" + value)
                        .orElse(null));
    }

    private static String explanationUrl(String start, ErrorTopic topic) {
        return start + (start.endsWith("/") ? "" : "/") + "errors/" + topic.id();
    }

    private static MultivaluedMap<String, String> parameters(KeycloakContext context) {
        return context.getHttpRequest().getHttpMethod().equals(HttpMethod.POST)
                ? context.getHttpRequest().getDecodedFormParameters()
                : context.getUri().getQueryParameters();
    }

    private static Map<String, String> sent(KeycloakContext context) {
        MultivaluedMap<String, String> parameters = parameters(context);
        Map<String, String> sent = new LinkedHashMap<>();
        for (String name : SHOWN) {
            String value = parameters.getFirst(name);
            if (value != null) {
                sent.put(name, value.substring(0, Math.min(value.length(), MAX_LENGTH)));
            }
        }
        return sent;
    }

    private static List<String> signInClients(RealmModel realm) {
        return ListedClient.of(realm).stream()
                .filter(ListedClient::signsUsersIn)
                .map(ListedClient::id)
                .toList();
    }
}
