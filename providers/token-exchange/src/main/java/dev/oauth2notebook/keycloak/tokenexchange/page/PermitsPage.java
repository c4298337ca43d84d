package dev.oauth2notebook.keycloak.tokenexchange.page;

import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.map.PermitMap;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.urls.UrlType;

/** Renders the page in the login theme of the realm, with its own security headers instead of the realm's. */
final class PermitsPage {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final KeycloakSession session;
    private final LoginFormsProvider forms;

    PermitsPage(KeycloakSession session, RealmModel shown) {
        this.session = session;
        this.forms = session.getProvider(LoginFormsProvider.class);
        forms.setAttribute("shownRealm", shown.getName());
    }

    /** Returns 403 with a link to the admin console, where administrators sign in. */
    Response signInRequired() {
        RealmModel realm = session.getContext().getRealm();
        forms.setAttribute(
                "consoleUrl",
                session.getContext()
                        .getUri(UrlType.ADMIN)
                        .getBaseUriBuilder()
                        .path("admin/{realm}/console/")
                        .build(realm.getName())
                        .toString());
        return render(Response.Status.FORBIDDEN, "permits-sign-in.ftl");
    }

    /** Returns 403 for an administrator without the required roles. */
    Response rolesMissing() {
        return render(Response.Status.FORBIDDEN, "permits-forbidden.ftl");
    }

    /**
     * Returns the page.
     *
     * @param status the status
     * @param map the permits
     * @param maySimulate whether the page has the form of the simulator
     * @param form the submitted values; empty if there are none
     * @param outcome attributes with the outcome of the simulation
     */
    Response permits(
            Response.Status status,
            PermitMap map,
            boolean maySimulate,
            Map<String, String> form,
            Map<String, Object> outcome) {
        outcome.forEach(forms::setAttribute);
        forms.setAttribute("map", map);
        forms.setAttribute("plot", new PermitPlot(map.permits(), "*"));
        forms.setAttribute("lastUsed", lastUsed(map));
        forms.setAttribute("recordedSince", since(map.usage()));
        forms.setAttribute("credentialsSince", since(map.clientCredentialsUsage()));
        forms.setAttribute("maySimulate", maySimulate);
        forms.setAttribute("simulation", form);
        forms.setAttribute(
                "tokenTypes",
                Arrays.stream(TokenType.values()).map(TokenType::configName).toList());
        return render(status, "permits.ftl");
    }

    private static Map<String, String> lastUsed(PermitMap map) {
        return map.permits().stream()
                .filter(permit -> permit.usage() != null && permit.usage().lastUsed() != null)
                .collect(Collectors.toMap(
                        permit -> permit.executor() + " " + permit.permit(),
                        permit -> time(permit.usage().lastUsed()),
                        (first, second) -> first));
    }

    private static String since(Recording recording) {
        return recording == null || recording.from() == null ? "" : time(recording.from());
    }

    private static String time(long milliseconds) {
        return TIME.format(Instant.ofEpochMilli(milliseconds));
    }

    private Response render(Response.Status status, String template) {
        session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        return Response.fromResponse(forms.setStatus(status).createForm(template))
                .header("Content-Security-Policy", null)
                .header("Content-Security-Policy", POLICY)
                .header(HttpHeaders.CACHE_CONTROL, null)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .build();
    }
}
