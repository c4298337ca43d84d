package dev.oauth2notebook.keycloak.exchange;

import static io.restassured.RestAssured.given;

import dev.oauth2notebook.keycloak.support.ProviderJar;
import dev.oauth2notebook.keycloak.support.Server;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.Config;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** A provider for test servers that moves Keycloak's clock, on which tokens, sessions and events depend. */
public final class MovableClock implements RealmResourceProviderFactory, RealmResourceProvider {

    private static final String ID = "test-clock";

    /** Writes a jar with this provider. */
    static void writeJar(Path file) throws IOException {
        ProviderJar.write(file, MovableClock.class, RealmResourceProviderFactory.class);
    }

    /** Moves the clock of a server with this provider forward, and returns the new time. */
    static Instant advance(Server server, Duration time) {
        return Instant.ofEpochMilli(Long.parseLong(given().queryParam("seconds", time.toSeconds())
                .put(server.localUrl() + "/realms/master/" + ID)
                .then()
                .statusCode(200)
                .extract()
                .asString()));
    }

    /** Called in the server: moves the clock, and returns the new time in milliseconds since the epoch. */
    @PUT
    public String advance(@QueryParam("seconds") int seconds) {
        Time.setOffset(Time.getOffset() + seconds);
        return String.valueOf(Time.currentTimeMillis());
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public Object getResource() {
        return this;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
