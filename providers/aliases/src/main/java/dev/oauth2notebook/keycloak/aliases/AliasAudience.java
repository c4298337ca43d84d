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
 * Maps the audience of a client assertion (RFC 7523 §3) that was sent to an alias. Clients use the endpoint URLs of the
 * mount's metadata as the audience, whereas Keycloak accepts only its own.
 *
 * @see dev.oauth2notebook.keycloak.aliases.overrides.PrivateKeyJwtAuthenticatorFactory
 * @see dev.oauth2notebook.keycloak.aliases.overrides.ClientSecretJwtAuthenticatorFactory
 */
public final class AliasAudience {

    private static final Logger LOG = Logger.getLogger(AliasAudience.class);

    private AliasAudience() {}

    /**
     * Replaces each alias of the called mount in the assertion's audience by Keycloak's URL for the same endpoint. Only
     * the parsed claims change; the signature is still verified against the assertion as sent. Does nothing at
     * Keycloak's own paths, and for assertions that were not issued by the client itself.
     *
     * @param context context of the client authentication
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
                    .map(audience -> toKeycloakUrl(audience, mount, keycloak))
                    .toArray(String[]::new));
        }
    }

    /** Returns {@code null} if the assertion cannot be parsed; Keycloak's authenticator then reports the error. */
    private static JsonWebToken assertion(ClientAuthenticationFlowContext context) {
        try {
            return context.getState(ClientAssertionState.class, ClientAssertionState.supplier())
                    .getToken();
        } catch (JWSInputException | RuntimeException e) {
            LOG.debug("Cannot parse the client assertion", e);
            return null;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Maps the endpoints that {@code JWTClientValidator} accepts and that have an alias. */
    private static String toKeycloakUrl(String audience, Mount mount, KeycloakContext context) {
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
