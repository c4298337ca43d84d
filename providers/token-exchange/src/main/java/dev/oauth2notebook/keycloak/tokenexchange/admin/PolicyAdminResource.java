package dev.oauth2notebook.keycloak.tokenexchange.admin;

import dev.oauth2notebook.keycloak.tokenexchange.map.MermaidGraph;
import dev.oauth2notebook.keycloak.tokenexchange.map.RealmPermitMap;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.DescriptionParser;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.InvalidDescription;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.Simulator;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.RealmSuggestions;
import dev.oauth2notebook.keycloak.tokenexchange.usage.GrantHistory;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.format.DateTimeParseException;
import java.util.function.ToLongFunction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.services.util.CacheControlUtil;
import org.keycloak.services.util.DateUtil;

/**
 * The token-exchange policy of a realm in Keycloak's admin REST API. Administrators without the roles that a method
 * requires get 403.
 *
 * @see RealmPermitMap
 * @see Simulator
 */
public final class PolicyAdminResource {

    /** Path of the simulator. */
    static final String SIMULATE = "simulate";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder event;

    PolicyAdminResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions, AdminEventBuilder event) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.event = event;
    }

    /** Returns the permit map as JSON. Requires {@code view-realm} and {@code view-clients}. */
    @GET
    @Path("permits")
    @Produces(MediaType.APPLICATION_JSON)
    public Response permits() {
        requireViewPermits();
        return uncached(new RealmPermitMap(session, realm).read());
    }

    /** Returns the permit map as a Mermaid flowchart. Requires {@code view-realm} and {@code view-clients}. */
    @GET
    @Path("graph")
    @Produces(MediaType.TEXT_PLAIN + ";charset=utf-8")
    public Response graph() {
        requireViewPermits();
        return uncached(MermaidGraph.of(new RealmPermitMap(session, realm).read()));
    }

    /**
     * Simulates an exchange. Requires {@code view-realm}, {@code view-clients} and {@code view-users}.
     *
     * @param description JSON of a {@link SimulationRequest}
     * @return JSON of a {@link SimulationAnswer}; 400 with the field if the description is invalid
     */
    @POST
    @Path(SIMULATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response simulate(String description) {
        requireViewPermits();
        permissions.users().requireView();
        try {
            SimulationRequest request = DescriptionParser.parse(description);
            SimulationAnswer answer = new Simulator(session).simulate(request);
            SimulationEvent.send(event, request, answer);
            return uncached(answer);
        } catch (InvalidDescription e) {
            throw invalid(e.field(), e.getMessage());
        }
    }

    /**
     * Suggests permits from recorded exchanges. Requires {@code view-events}.
     *
     * @param from start of the period, as {@code yyyy-MM-dd} or in milliseconds since the epoch; all events if absent
     * @param to end of the period, likewise; now if absent
     * @param max maximum number of events, from 1 to {@link GrantHistory#MAX_EVENTS}; this limit if absent
     * @return client profiles and a client policy as JSON; 400 with the field if a parameter is invalid
     */
    @GET
    @Path("suggestions")
    @Produces(MediaType.APPLICATION_JSON)
    public Response suggestions(
            @QueryParam("dateFrom") String from, @QueryParam("dateTo") String to, @QueryParam("max") String max) {
        permissions.realm().requireViewEvents();
        return uncached(new RealmSuggestions(session, realm)
                .suggest(
                        time("dateFrom", from, DateUtil::toStartOfDay),
                        time("dateTo", to, DateUtil::toEndOfDay),
                        max == null ? GrantHistory.MAX_EVENTS : limit(max)));
    }

    private static Long time(String parameter, String value, ToLongFunction<String> parser) {
        try {
            return value == null ? null : parser.applyAsLong(value);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw invalid(parameter, parameter + ": expected yyyy-MM-dd or milliseconds since the epoch");
        }
    }

    private static int limit(String max) {
        if (max.matches("[1-9]\\d{0,8}") && Integer.parseInt(max) <= GrantHistory.MAX_EVENTS) {
            return Integer.parseInt(max);
        }
        throw invalid("max", "max: expected a number from 1 to " + GrantHistory.MAX_EVENTS);
    }

    private static ErrorResponseException invalid(String field, String message) {
        ErrorRepresentation error = new ErrorRepresentation();
        error.setField(field);
        error.setErrorMessage(message);
        return new ErrorResponseException(Response.status(Response.Status.BAD_REQUEST)
                .entity(error)
                .type(MediaType.APPLICATION_JSON)
                .build());
    }

    private static Response uncached(Object entity) {
        return Response.ok(entity).cacheControl(CacheControlUtil.noCache()).build();
    }

    private void requireViewPermits() {
        permissions.realm().requireViewRealm();
        permissions.clients().requireView();
    }
}
