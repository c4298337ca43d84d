package dev.oauth2notebook.keycloak.endpoint;

import dev.oauth2notebook.keycloak.api.ApiResource;
import dev.oauth2notebook.keycloak.api.ResourceMetadataResource;
import dev.oauth2notebook.keycloak.device.DeviceAuthorizationRequest;
import dev.oauth2notebook.keycloak.introspection.IntrospectionRequest;
import dev.oauth2notebook.keycloak.metadata.MetadataResource;
import dev.oauth2notebook.keycloak.page.CallbackResource;
import dev.oauth2notebook.keycloak.page.StartResource;
import jakarta.ws.rs.core.UriBuilder;
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
import org.keycloak.urls.UrlType;

/** What answers the aliases for one request: Keycloak's own endpoint objects, redirects to its pages, and ours. */
final class NativeEndpoints {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Mount mount;

    NativeEndpoints(KeycloakSession session, Mount mount) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.mount = mount;
    }

    Object authorizationPage() {
        return redirect(OIDCLoginProtocolService.authUrl(frontend()), EmptyScope.dropFrom(mount.rawQuery()));
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
        return new ApiResource(session, mount.resourceMetadataUrl(session.getContext()));
    }

    Object resourceMetadata() {
        return new ResourceMetadataResource(session, mount.backendUrl(session.getContext()));
    }

    Object startPage() {
        return new StartResource(
                session,
                mount.listedEndpoints(session.getContext()),
                mount.url(session.getContext()),
                LocalServer.isAsked(OAuth2ResourceProviderFactory.isLocal()));
    }

    Object callbackPage() {
        return new CallbackResource(session);
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
