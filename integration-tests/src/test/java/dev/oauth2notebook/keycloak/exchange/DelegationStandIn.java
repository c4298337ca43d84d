package dev.oauth2notebook.keycloak.exchange;

import dev.oauth2notebook.keycloak.support.ProviderJar;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Path;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenExchangeProviderFactory;

/**
 * Stands in for the delegation of Keycloak 26.8 on an older Keycloak: it has the same id and order, takes requests with an
 * actor token, and answers them with a mark instead of a token.
 */
public final class DelegationStandIn implements TokenExchangeProviderFactory, TokenExchangeProvider {

    static final String ANSWER = "{\"access_token\": \"from-keycloaks-delegation\"}";

    /** Writes a jar with this provider. */
    static void writeJar(Path file) throws IOException {
        ProviderJar.write(file, DelegationStandIn.class, TokenExchangeProviderFactory.class);
    }

    @Override
    public String getId() {
        return "delegation";
    }

    @Override
    public int order() {
        return 15;
    }

    @Override
    public TokenExchangeProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public boolean supports(TokenExchangeContext context) {
        return context.getFormParams().containsKey("actor_token");
    }

    @Override
    public Response exchange(TokenExchangeContext context) {
        return Response.ok(ANSWER, MediaType.APPLICATION_JSON_TYPE).build();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
