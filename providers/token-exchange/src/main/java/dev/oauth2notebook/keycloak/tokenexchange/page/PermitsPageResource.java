package dev.oauth2notebook.keycloak.tokenexchange.page;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.FormOrigin;
import dev.oauth2notebook.keycloak.tokenexchange.admin.SimulationEvent;
import dev.oauth2notebook.keycloak.tokenexchange.map.RealmPermitMap;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.InvalidDescription;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.Simulator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.urls.UrlType;

/**
 * The page of the permits: {@code /realms/{realm}/permits} for administrators of that realm, and
 * {@code /realms/master/permits/{realm}} for those of the server. Both are signed in to the first realm of the path,
 * because browsers send Keycloak's cookies only there.
 */
public final class PermitsPageResource {

    private final KeycloakSession session;
    private final EndpointOptions options;

    PermitsPageResource(KeycloakSession session, EndpointOptions options) {
        this.session = session;
        this.options = options;
    }

    /** Returns the page of the realm itself. */
    @GET
    public Response page() {
        return show(ownRealm());
    }

    /** Returns the page of another realm for an administrator of the server. */
    @GET
    @Path("{realm}")
    public Response pageOf(@PathParam("realm") String realm) {
        return show(otherRealm(realm));
    }

    /** Simulates an exchange in the realm itself. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response simulate(MultivaluedMap<String, String> form) {
        return simulate(ownRealm(), form);
    }

    /** Simulates an exchange in another realm for an administrator of the server. */
    @POST
    @Path("{realm}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response simulateIn(@PathParam("realm") String realm, MultivaluedMap<String, String> form) {
        return simulate(otherRealm(realm), form);
    }

    private Response show(RealmModel shown) {
        PermitsPage page = new PermitsPage(session, shown);
        PageAdministrator administrator = PageAdministrator.find(session, shown).orElse(null);
        if (administrator == null) {
            return page.signInRequired();
        }
        return administrator.maySeePermits()
                ? page(page, Response.Status.OK, shown, administrator, Map.of(), Map.of())
                : page.rolesMissing();
    }

    private Response simulate(RealmModel shown, MultivaluedMap<String, String> submitted) {
        PermitsPage page = new PermitsPage(session, shown);
        PageAdministrator administrator = PageAdministrator.find(session, shown).orElse(null);
        if (administrator == null) {
            return page.signInRequired();
        }
        if (!administrator.maySimulate() || isOfOtherSite()) {
            return page.rolesMissing();
        }
        SimulationForm form = new SimulationForm(submitted);
        try {
            SimulationRequest request = form.request();
            SimulationAnswer answer = in(shown, () -> new Simulator(session).simulate(request));
            SimulationEvent.send(administrator.event(session, shown), request, answer);
            return page(page, Response.Status.OK, shown, administrator, form.values(), Map.of("answer", answer));
        } catch (InvalidDescription e) {
            return page(
                    page,
                    Response.Status.BAD_REQUEST,
                    shown,
                    administrator,
                    form.values(),
                    Map.of("invalid", e.getMessage()));
        }
    }

    private Response page(
            PermitsPage page,
            Response.Status status,
            RealmModel shown,
            PageAdministrator administrator,
            Map<String, String> form,
            Map<String, Object> outcome) {
        return page.permits(
                status,
                in(shown, () -> new RealmPermitMap(session, shown).read()),
                administrator.maySimulate(),
                form,
                outcome);
    }

    private RealmModel ownRealm() {
        RealmModel realm = session.getContext().getRealm();
        if (!options.hasPages(realm.getName())) {
            throw new NotFoundException();
        }
        return realm;
    }

    private RealmModel otherRealm(String name) {
        RealmModel realm = session.realms().getRealmByName(name);
        if (!RealmManager.isAdministrationRealm(session.getContext().getRealm())
                || realm == null
                || !options.hasPages(name)) {
            throw new NotFoundException();
        }
        return realm;
    }

    private boolean isOfOtherSite() {
        HttpHeaders headers = session.getContext().getHttpRequest().getHttpHeaders();
        return FormOrigin.isOtherSite(
                headers.getHeaderString(FormOrigin.FETCH_SITE),
                headers.getHeaderString(FormOrigin.ORIGIN),
                session.getContext().getUri(UrlType.FRONTEND).getBaseUri());
    }

    /** Evaluates something in the realm that is shown instead of that of the administrator. */
    private <T> T in(RealmModel shown, Supplier<T> evaluation) {
        RealmModel realm = session.getContext().getRealm();
        try {
            session.getContext().setRealm(shown);
            return evaluation.get();
        } finally {
            session.getContext().setRealm(realm);
        }
    }
}
