package dev.oauth2notebook.keycloak.aliases;

import java.util.Arrays;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.keycloak.authentication.ClientAuthenticationFlowContext;
import org.keycloak.authentication.authenticators.client.ClientAssertionState;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakContext;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.protocol.oidc.par.endpoints.ParEndpoint;
import org.keycloak.representations.JsonWebToken;

/**
 * The audience of a client assertion (RFC 7523 §3) that was sent to an alias. A client reads the endpoints' URLs in the
 * metadata of the mount, so it signs those, where Keycloak expects its own.
 */
public final class AliasAudience {

    private static final Logger LOG = Logger.getLogger(AliasAudience.class);

    private AliasAudience() {}

    /**
     * Makes Keycloak's check see its own URL wherever the assertion names the same endpoint of the mount that was called.
     * Only the parsed claims change; the signature stays that over the assertion as sent. Does nothing at Keycloak's own
     * paths, or for an assertion that somebody else than the client has issued.
     *
     * @param context of the client's authentication
     */
    public static void accept(ClientAuthenticationFlowContext context) {
        JsonWebToken assertion = assertion(context);
        if (assertion == null
                || assertion.getAudience() == null
                || !Objects.equals(assertion.getIssuer(), assertion.getSubject())) {
            return;
        }
        Mount mount = Mount.current();
        if (mount.isCalled()) {
            KeycloakContext keycloak = context.getSession().getContext();
            assertion.audience(Arrays.stream(assertion.getAudience())
                    .map(audience -> keycloaksOwn(audience, mount, keycloak))
                    .toArray(String[]::new));
        }
    }

    /** Keycloak's own authenticator says what is wrong with an assertion that cannot be read. */
    private static JsonWebToken assertion(ClientAuthenticationFlowContext context) {
        try {
            return context.getState(ClientAssertionState.class, ClientAssertionState.supplier())
                    .getToken();
        } catch (JWSInputException | RuntimeException e) {
            LOG.debug("The client assertion cannot be read", e);
            return null;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has the endpoints that {@code JWTClientValidator} accepts, as far as they have aliases. */
    private static String keycloaksOwn(String audience, Mount mount, KeycloakContext context) {
        var base = context.getUri().getBaseUriBuilder();
        String realm = context.getRealm().getName();
        if (audience == null) {
            return null;
        }
        if (audience.equals(mount.url(context, Alias.TOKEN))) {
            return OIDCLoginProtocolService.tokenUrl(base).build(realm).toString();
        }
        if (audience.equals(mount.url(context, Alias.INTROSPECTION))) {
            return OIDCLoginProtocolService.tokenIntrospectionUrl(base)
                    .build(realm)
                    .toString();
        }
        if (audience.equals(mount.url(context, Alias.PUSHED_AUTHORIZATION))) {
            return ParEndpoint.parUrl(base).build(realm).toString();
        }
        return audience;
    }
}
