package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.explorer.masking.TokenText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Determines who sent a request and for whom, from the request, Keycloak's events, and the context of the request. */
final class PartiesReader {

    private final KeycloakSession session;
    private final KeycloakContext context;
    private final RawRequest request;
    private final List<ObservedEvent> events;

    PartiesReader(KeycloakSession session, RawRequest request, List<ObservedEvent> events) {
        this.session = session;
        this.context = session.getContext();
        this.request = request;
        this.events = events;
    }

    Parties read(ObservedPath endpoint) {
        List<UserModel> users = users();
        return new Parties(
                client().orElse(null),
                endpoint.authenticatesClients() ? authentication() : null,
                users.isEmpty() ? null : users.get(0).getUsername(),
                ids(users.stream().map(UserModel::getId)),
                ids(Stream.concat(
                        Stream.of(userSessionId(), authenticationSessionId()),
                        events.stream().flatMap(event -> Stream.of(event.sessionId(), event.codeId())))));
    }

    private Optional<String> client() {
        return request.basicUser()
                .or(() -> request.parameter("client_id"))
                .or(() -> events.stream()
                        .map(ObservedEvent::client)
                        .filter(Objects::nonNull)
                        .findFirst())
                .or(() -> Optional.ofNullable(context.getClient()).map(ClientModel::getClientId));
    }

    /** Returns the method by its name in RFC 7591 §2 and OpenID Connect Core §9. */
    private String authentication() {
        if (request.basicUser().isPresent()) {
            return "client_secret_basic";
        }
        Optional<String> assertion = request.form("client_assertion");
        if (assertion.isPresent()) {
            boolean symmetric = TokenText.isJws(assertion.get())
                    && TokenText.part(assertion.get(), 0)
                            .filter(header -> header.contains("\"HS"))
                            .isPresent();
            return symmetric ? "client_secret_jwt" : "private_key_jwt";
        }
        if (request.form("client_secret").isPresent()) {
            return "client_secret_post";
        }
        return request.form("client_id").isPresent() ? "none" : null;
    }

    /** Service accounts are not users: nobody can sign in as one of them. */
    private List<UserModel> users() {
        Stream<UserModel> known = Stream.of(
                        Optional.ofNullable(context.getUserSession()).map(UserSessionModel::getUser),
                        Optional.ofNullable(context.getAuthenticationSession())
                                .map(AuthenticationSessionModel::getAuthenticatedUser))
                .flatMap(Optional::stream);
        Stream<UserModel> named = events.stream()
                .map(ObservedEvent::userId)
                .filter(Objects::nonNull)
                .distinct()
                .map(id -> session.users().getUserById(context.getRealm(), id))
                .filter(Objects::nonNull);
        return Stream.concat(known, named)
                .filter(user -> user.getServiceAccountClientLink() == null)
                .toList();
    }

    private String userSessionId() {
        return context.getUserSession() == null
                ? null
                : context.getUserSession().getId();
    }

    private String authenticationSessionId() {
        return context.getAuthenticationSession() == null
                ? null
                : context.getAuthenticationSession().getParentSession().getId();
    }

    private static Set<String> ids(Stream<String> ids) {
        return ids.filter(Objects::nonNull).collect(LinkedHashSet::new, Set::add, Set::addAll);
    }
}
