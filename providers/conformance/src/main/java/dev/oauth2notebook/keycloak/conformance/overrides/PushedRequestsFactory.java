package dev.oauth2notebook.keycloak.conformance.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import jakarta.ws.rs.Path;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.ext.OIDCExtProvider;
import org.keycloak.protocol.oidc.par.endpoints.ParEndpoint;
import org.keycloak.protocol.oidc.par.endpoints.ParRootEndpoint;

/**
 * Replaces Keycloak's provider for pushed authorization requests (RFC 9126).
 *
 * <p>Overrides {@code request}: returns {@link PushedRequestEndpoint} instead of Keycloak's endpoint.
 * Read in Keycloak 26.7.4; {@code PushedRequestIT} fails if that changes.
 */
public class PushedRequestsFactory extends ParRootEndpoint implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    private final KeycloakSession session;
    private EventBuilder event;

    /** Called by Keycloak to create the factory. */
    public PushedRequestsFactory() {
        this(null);
    }

    private PushedRequestsFactory(KeycloakSession session) {
        super(session);
        this.session = session;
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public OIDCExtProvider create(KeycloakSession current) {
        return new PushedRequestsFactory(current);
    }

    @Override
    public void setEvent(EventBuilder builder) {
        super.setEvent(builder);
        event = builder;
    }

    @Override
    @Path("/request")
    public ParEndpoint request() {
        return new PushedRequestEndpoint(session, event);
    }
}
