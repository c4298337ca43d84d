package dev.oauth2notebook.keycloak.conformance.overrides;

import dev.oauth2notebook.keycloak.conformance.registration.ClientMetadata;
import dev.oauth2notebook.keycloak.conformance.registration.RegistrationRefusals;
import dev.oauth2notebook.keycloak.conformance.registration.RegistrationToken;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.clientregistration.ClientRegistrationAuth;
import org.keycloak.services.clientregistration.ClientRegistrationProvider;

/**
 * Client registration that parses metadata and reports errors as specified in RFC 7591, and otherwise works like
 * Keycloak's, including the realm's policies. Keycloak's endpoint cannot be extended, because JAX-RS rejects unknown
 * metadata before calling it.
 *
 * <p>Repeats the resource methods of {@code OIDCClientRegistrationProvider}, to which it delegates. Read in Keycloak 26.7.4;
 * {@code RegistrationIT} fails if that changes.
 *
 * @see ClientRegistrationFactory
 */
public class ClientRegistrationEndpoint implements ClientRegistrationProvider {

    private static final String ID = "id";
    private static final String CLIENT = "{" + ID + "}";

    private final KeycloakSession session;
    private final ScopedRegistration registration;

    /** @param session session of the current request */
    public ClientRegistrationEndpoint(KeycloakSession session) {
        this.session = session;
        this.registration = new ScopedRegistration(session);
    }

    /**
     * Registers a client (RFC 7591 §3.1).
     *
     * @param body client metadata as received
     * @return 201 with the client information response
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response register(byte[] body) {
        return respond(
                EventType.CLIENT_REGISTER, () -> registration.createOIDC(new ClientMetadata(session).read(body)));
    }

    /**
     * Reads a client (RFC 7592 §2.1).
     *
     * @param id client id
     * @return 200 with the client information response
     */
    @GET
    @Path(CLIENT)
    @Produces(MediaType.APPLICATION_JSON)
    public Response read(@PathParam(ID) String id) {
        return respond(EventType.CLIENT_INFO, () -> registration.getOIDC(id));
    }

    /**
     * Updates a client (RFC 7592 §2.2).
     *
     * @param id client id
     * @param body client metadata as received
     * @return 200 with the client information response
     */
    @PUT
    @Path(CLIENT)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response update(@PathParam(ID) String id, byte[] body) {
        return respond(
                EventType.CLIENT_UPDATE, () -> registration.updateOIDC(id, new ClientMetadata(session).read(body)));
    }

    /**
     * Deletes a client (RFC 7592 §2.3).
     *
     * @param id client id
     * @return 204
     */
    @DELETE
    @Path(CLIENT)
    public Response delete(@PathParam(ID) String id) {
        return respond(EventType.CLIENT_DELETE, () -> registration.deleteOIDC(id));
    }

    /**
     * Answers a CORS preflight request for registration.
     *
     * @return 200 with the CORS headers
     */
    @OPTIONS
    public Response preflight() {
        return registration.preflight();
    }

    /**
     * Answers a CORS preflight request for a registered client.
     *
     * @return 200 with the CORS headers
     */
    @OPTIONS
    @Path(CLIENT)
    public Response preflightOfClient() {
        return registration.preflight();
    }

    @Override
    public void setAuth(ClientRegistrationAuth auth) {
        registration.setAuth(auth);
    }

    @Override
    public ClientRegistrationAuth getAuth() {
        return registration.getAuth();
    }

    @Override
    public void setEvent(EventBuilder event) {
        registration.setEvent(event);
    }

    @Override
    public EventBuilder getEvent() {
        return registration.getEvent();
    }

    @Override
    public void close() {
        registration.close();
    }

    /** Checks the token first, so that errors in the metadata are disclosed only to callers with a valid token. */
    private Response respond(EventType type, Supplier<Response> operation) {
        getEvent().event(type);
        try {
            RegistrationToken.requireParsable(session, getEvent());
            getAuth().resolveRegistrationAuth();
            return withNoStore(operation.get());
        } catch (ErrorResponseException refusal) {
            throw new ErrorResponseException(withNoStore(
                    new RegistrationRefusals(session, registration, registration::client).translate(refusal)));
        }
    }

    /** RFC 7591 §3.2. */
    private static Response withNoStore(Response response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }
}
