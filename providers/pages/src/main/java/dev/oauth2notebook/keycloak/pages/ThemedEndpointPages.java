package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.EndpointPages;
import dev.oauth2notebook.keycloak.common.FailedRequest;
import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import dev.oauth2notebook.keycloak.pages.errors.CodeHistory;
import dev.oauth2notebook.keycloak.pages.errors.ErrorTopic;
import dev.oauth2notebook.keycloak.pages.errors.ErrorTopics;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;

/**
 * The pages at the endpoint aliases, in the login theme of the realm.
 *
 * @see ThemedEndpointPagesFactory
 */
final class ThemedEndpointPages implements EndpointPages {

    private final KeycloakSession session;

    ThemedEndpointPages(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public StartPage start(List<ListedEndpoint> endpoints, String serverUrl, boolean local) {
        return new StartResource(session, new Endpoints(endpoints), serverUrl, local);
    }

    @Override
    public Object callback(List<ListedEndpoint> endpoints, boolean local) {
        return new CallbackResource(session, new Endpoints(endpoints), local);
    }

    @Override
    public Response endpoint(ListedEndpoint endpoint, Response.Status status, boolean local) {
        return new EndpointPage(session, endpoint, local).render(status);
    }

    @Override
    public Response notFound(String path, Optional<ListedEndpoint> meant) {
        return new NotFoundPage(session).render(path, meant);
    }

    @Override
    public Optional<String> errorTopic(FailedRequest request) {
        return ErrorTopics.of(request)
                .map(topic -> topic == ErrorTopic.CODE_UNKNOWN
                        ? CodeHistory.of(
                                session,
                                request.form().get(OAuth2Constants.CODE).get(0))
                        : topic)
                .map(ErrorTopic::id);
    }

    @Override
    public Object errors() {
        return new ErrorResource(session);
    }

    @Override
    public List<String> developmentUsers() {
        return DevelopmentUsers.of(session);
    }

    @Override
    public List<String> listedClients() {
        return ListedClient.of(session.getContext().getRealm()).stream()
                .map(ListedClient::id)
                .toList();
    }
}
