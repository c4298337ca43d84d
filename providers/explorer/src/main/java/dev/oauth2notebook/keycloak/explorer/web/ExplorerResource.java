package dev.oauth2notebook.keycloak.explorer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import dev.oauth2notebook.keycloak.common.LiveExplorer;
import dev.oauth2notebook.keycloak.explorer.live.Watchers;
import dev.oauth2notebook.keycloak.explorer.recording.Recorded;
import dev.oauth2notebook.keycloak.explorer.recording.Recorder;
import dev.oauth2notebook.keycloak.explorer.recording.Viewer;
import dev.oauth2notebook.keycloak.explorer.ring.Reading;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** The explorer of the current realm: page, assets and data. */
public class ExplorerResource implements LiveExplorer {

    private final KeycloakSession session;
    private final Recorder recorder;
    private final Watchers watchers;
    private final Access access;
    private final Optional<EndpointUrls> mount;

    /**
     * @param session session of the current request, with its realm set
     * @param recorder the recorder
     * @param watchers those who watch
     */
    public ExplorerResource(KeycloakSession session, Recorder recorder, Watchers watchers) {
        this(session, recorder, watchers, Optional.empty());
    }

    private ExplorerResource(
            KeycloakSession session, Recorder recorder, Watchers watchers, Optional<EndpointUrls> mount) {
        this.session = session;
        this.recorder = recorder;
        this.watchers = watchers;
        this.access = new Access(session, recorder);
        this.mount = mount;
    }

    @Override
    public Object mountedAt(List<ListedEndpoint> mounted, String serverUrl) {
        return new ExplorerResource(
                session, recorder, watchers, Optional.of(EndpointUrls.ofAliases(mounted, serverUrl)));
    }

    /**
     * Returns the page, which contains no recorded requests.
     *
     * @return 200 with HTML; 302 to the path of the realm if users have to be signed in, because browsers do not send
     *     Keycloak's cookies to the server root
     */
    @GET
    @StrictPage
    public Response page() {
        access.requireLocalRequest();
        return new ExplorerPage(session, access.mode()).render();
    }

    /**
     * Returns a script or style sheet of the page.
     *
     * @param name name of the file
     * @param request the request, which may name the version that the browser has
     * @return 200 with the file, or 304
     * @throws NotFoundException if there is no such file
     */
    @GET
    @Path("assets/{name}")
    public Response asset(@PathParam("name") String name, @Context Request request) {
        Asset asset = Asset.find(name).orElseThrow(NotFoundException::new);
        return Objects.requireNonNullElseGet(
                        request.evaluatePreconditions(asset.tag()), () -> Response.ok(asset.content(), asset.type()))
                .tag(asset.tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /**
     * Returns recorded requests, in the order in which they arrived at this node.
     *
     * @param after id of the last request that the caller knows; {@code null} for all
     * @return 200 with JSON
     */
    @GET
    @Path("requests")
    public Response requests(@QueryParam("after") String after) {
        Viewer viewer = access.viewer();
        Reading<Recorded> reading = recorder.ring().after(after, 0);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode requests = json.putArray("requests");
        reading.elements().stream()
                .filter(viewer::sees)
                .forEach(request ->
                        requests.addRawValue(new RawValue(request.rendering().json())));
        json.put("oldest", reading.oldest());
        json.put("dropped", reading.isIncomplete());
        return json(json);
    }

    /**
     * Returns the stream of recorded requests as server-sent events.
     *
     * @param after id of the last request that the caller knows, unless the header {@code Last-Event-ID} has it
     * @return the JAX-RS resource
     */
    @Path("stream")
    public Object stream(@QueryParam("after") String after) {
        String last = session.getContext().getHttpRequest().getHttpHeaders().getHeaderString("Last-Event-ID");
        return new StreamResource(
                session, recorder, watchers, access.viewer(), last == null || last.isEmpty() ? after : last);
    }

    /**
     * Returns what the page needs to know of the server.
     *
     * @return 200 with JSON
     */
    @GET
    @Path("context")
    public Response context() {
        Viewer viewer = access.viewer();
        EndpointUrls endpoints = mount.orElseGet(() -> EndpointUrls.ofKeycloak(session.getContext()));
        return json(new PageContext(session, access.mode()).toJson(endpoints, viewer, recorder.options()));
    }

    private static Response json(ObjectNode json) {
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }
}
