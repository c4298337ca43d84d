package dev.oauth2notebook.keycloak.conformance.par;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.par.endpoints.ParEndpoint;
import org.keycloak.protocol.oidc.par.endpoints.request.AuthzEndpointParParser;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Resumes a login whose page is reloaded after the request reference in its URL has expired, which Keycloak would
 * reject. Only the browser that started the login can resume it.
 *
 * <p>Repeats the expiry of {@code AuthzEndpointParParser}, which offers none without an exception. Read in Keycloak 26.7.4;
 * {@code PushedRequestIT} fails if that changes.
 *
 * @see dev.oauth2notebook.keycloak.conformance.overrides.PushedRequestLoginFactory
 */
public class ReloadedLogin {

    private static final String AUTHORIZATION = "auth";

    private final URI login;

    private ReloadedLogin(URI login) {
        this.login = login;
    }

    /**
     * Finds the login that the current request reloads.
     *
     * @param session session of the current request, with its realm set
     * @return empty if the request is not an authorization request with a reference, the reference is valid or used, or
     *     the browser has not started such a login
     */
    public static Optional<ReloadedLogin> find(KeycloakSession session) {
        KeycloakContext context = session.getContext();
        // Checked first, because this method is called for all requests to protocol endpoints.
        if (!HttpMethod.GET.equals(context.getHttpRequest().getHttpMethod())
                || !context.getUri().getPath().endsWith("/" + OIDCLoginProtocol.LOGIN_PROTOCOL + "/" + AUTHORIZATION)) {
            return Optional.empty();
        }
        MultivaluedMap<String, String> query = context.getUri().getQueryParameters();
        List<String> references = query.getOrDefault(OIDCLoginProtocol.REQUEST_URI_PARAM, List.of());
        if (references.size() != 1
                || !references.get(0).startsWith(ParEndpoint.REQUEST_URI_PREFIX)
                || !isExpired(session, references.get(0))) {
            return Optional.empty();
        }
        return logins(session)
                .filter(login -> references.get(0).equals(login.getAuthNote(Constants.AUTHORIZATION_REQUEST_URI)))
                .filter(login ->
                        List.of(login.getClient().getClientId()).equals(query.get(OIDCLoginProtocol.CLIENT_ID_PARAM)))
                .findFirst()
                .map(login -> new ReloadedLogin(url(context, login)));
    }

    /**
     * Resumes the login.
     *
     * @return 302 to the current page of the login
     */
    @GET
    @Path(AUTHORIZATION)
    public Response resume() {
        return Response.status(Response.Status.FOUND)
                .location(login)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static boolean isExpired(KeycloakSession session, String reference) {
        Map<String, String> request = AuthzEndpointParParser.getRequestObject(session, reference);
        if (request == null) {
            return false;
        }
        long lifetime = session.getContext().getRealm().getParPolicy().getRequestUriLifespan() * 1000L;
        return System.currentTimeMillis() - Long.parseLong(request.get(ParEndpoint.PAR_CREATED_TIME)) >= lifetime;
    }

    /** Returns the logins that the current browser has started, which are identified by its cookie. */
    private static Stream<AuthenticationSessionModel> logins(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        return Stream.ofNullable(new AuthenticationSessionManager(session).getCurrentRootAuthenticationSession(realm))
                .flatMap(root -> root.getAuthenticationSessions().values().stream());
    }

    private static URI url(KeycloakContext context, AuthenticationSessionModel login) {
        return LoginActionsService.loginActionsBaseUrl(context.getUri())
                .path(LoginActionsService.AUTHENTICATE_PATH)
                .queryParam(Constants.CLIENT_ID, login.getClient().getClientId())
                .queryParam(Constants.TAB_ID, login.getTabId())
                .build(context.getRealm().getName());
    }
}
