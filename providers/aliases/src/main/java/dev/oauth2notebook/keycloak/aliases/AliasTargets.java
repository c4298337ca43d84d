package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.aliases.metadata.MetadataResource;
import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.EndpointPages;
import dev.oauth2notebook.keycloak.common.LiveExplorer;
import dev.oauth2notebook.keycloak.common.LocalServer;
import dev.oauth2notebook.keycloak.common.ProtectedApi;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oauth2.OAuth2WellKnownProviderFactory;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.protocol.oidc.OIDCWellKnownProviderFactory;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpoint;
import org.keycloak.protocol.oidc.endpoints.TokenEndpoint;
import org.keycloak.protocol.oidc.ext.OIDCExtProvider;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.protocol.oidc.par.endpoints.ParRootEndpoint;
import org.keycloak.services.clientregistration.ClientRegistrationService;
import org.keycloak.services.clientregistration.oidc.OIDCClientRegistrationProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.urls.UrlType;

/**
 * Creates the targets of the aliases for one request: Keycloak's own endpoint objects, redirects to its pages, and
 * resources of other modules. These may be missing, because the module is not installed or the realm has not enabled it:
 * see {@link #has}.
 *
 * @see Alias
 */
final class AliasTargets {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Mount mount;
    private final EndpointOptions options;

    AliasTargets(KeycloakSession session, Mount mount, EndpointOptions options) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.mount = mount;
        this.options = options;
    }

    /** Returns the refusal of the current request; empty if the target may handle it. */
    Optional<AliasRefusal> refuse(Alias alias) {
        return AliasRefusal.of(session, alias, status -> pages().map(
                        pages -> pages.endpoint(mount.listed(session.getContext(), alias), status, isLocal())));
    }

    Object authorizationPage() {
        return redirect(OIDCLoginProtocolService.authUrl(frontend()), EmptyScope.removeFrom(mount.rawQuery()));
    }

    Object logoutPage() {
        return redirect(OIDCLoginProtocolService.logoutUrl(frontend()));
    }

    Object deviceVerificationPage() {
        return redirect(
                DeviceGrantType.oauth2DeviceVerificationUrl(session.getContext().getUri()));
    }

    Object token() {
        return openidConnect().token();
    }

    Object introspection() {
        IntrospectionRequest.install(session);
        return ((TokenEndpoint) openidConnect().token()).introspect();
    }

    Object revocation() {
        return openidConnect().revoke();
    }

    Object userInfo() {
        return openidConnect().issueUserInfo();
    }

    Object deviceAuthorization() {
        DeviceAuthorizationRequest.install(session.getContext());
        return ((AuthorizationEndpoint) openidConnect().auth()).authorizeDevice();
    }

    Object pushedAuthorization() {
        ParRootEndpoint par = (ParRootEndpoint) session.getProvider(OIDCExtProvider.class, ParRootEndpoint.PROVIDER_ID);
        par.setEvent(event());
        return par.request();
    }

    Object registration() {
        return new ClientRegistrationService(session, event()).provider(OIDCClientRegistrationProviderFactory.ID);
    }

    Object keys() {
        return new KeysResource(openidConnect());
    }

    Object authorizationServerMetadata() {
        return metadata(OAuth2WellKnownProviderFactory.PROVIDER_ID);
    }

    Object openidMetadata() {
        return metadata(OIDCWellKnownProviderFactory.PROVIDER_ID);
    }

    Object api() {
        RealmResourceProvider api = session.getProvider(RealmResourceProvider.class, ProtectedApi.ID);
        return api == null ? null : api.getResource();
    }

    Object resourceMetadata() {
        return api() instanceof ProtectedApi api ? api.metadata() : null;
    }

    Object startPage() {
        return pages().map(pages -> pages.start(
                        mount.listedEndpoints(session.getContext(), this::has),
                        mount.url(session.getContext()),
                        isLocal()))
                .orElse(null);
    }

    Object callbackPage() {
        return pages().map(pages -> pages.callback(mount.listedEndpoints(session.getContext(), this::has), isLocal()))
                .orElse(null);
    }

    Object errorPages() {
        return pages().map(EndpointPages::errors).orElse(null);
    }

    Object explorer() {
        return liveExplorer() instanceof LiveExplorer explorer
                ? explorer.mountedAt(
                        mount.listedEndpoints(session.getContext(), this::has), mount.url(session.getContext()))
                : null;
    }

    private Object liveExplorer() {
        RealmResourceProvider explorer = session.getProvider(RealmResourceProvider.class, LiveExplorer.ID);
        return explorer == null ? null : explorer.getResource();
    }

    /** Returns the pages of the realm; empty if it has none. */
    Optional<EndpointPages> pages() {
        return options.hasPages(realm.getName())
                ? Optional.ofNullable(session.getProvider(EndpointPages.class))
                : Optional.empty();
    }

    /** Returns whether an alias has a target in this realm. */
    boolean has(Alias alias) {
        return switch (alias) {
            case START, CALLBACK, ERRORS, ERROR -> pages().isPresent();
            case API_TEST, API_RESOURCE, API_VIDEO, API_MOBILE, RESOURCE_METADATA, API_METADATA -> api() != null;
            case EXPLORER, EXPLORER_DATA, EXPLORER_ASSET -> liveExplorer() != null;
            default -> true;
        };
    }

    private boolean isLocal() {
        return LocalServer.isCalledLocally(options.local());
    }

    private Object metadata(String document) {
        return new MetadataResource(session, document, mount.metadataEndpoints(session.getContext()));
    }

    private Object redirect(UriBuilder page) {
        return redirect(page, mount.rawQuery());
    }

    private Object redirect(UriBuilder page, String rawQuery) {
        return new BrowserRedirect(page.build(realm.getName()), rawQuery);
    }

    private UriBuilder frontend() {
        return session.getContext().getUri(UrlType.FRONTEND).getBaseUriBuilder();
    }

    private OIDCLoginProtocolService openidConnect() {
        return new OIDCLoginProtocolService(session, event());
    }

    private EventBuilder event() {
        return new EventBuilder(realm, session, session.getContext().getConnection());
    }
}
