package dev.oauth2notebook.keycloak.aliases.metadata;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.util.JsonSerialization;

/**
 * Serves a metadata document (RFC 8414, OpenID Connect Discovery 1.0): Keycloak's document, with the URLs of the
 * aliases, and without capabilities that no client of the realm may use. The issuer is still the realm's, because
 * tokens and authorization responses contain it.
 */
public class MetadataResource {

    private static final Logger LOG = Logger.getLogger(MetadataResource.class);

    /** Loading the clients of a large realm takes long, and anyone may request the document. */
    private static final ShortLivedCache<ClientCapabilities> RECENT =
            new ShortLivedCache<>(Duration.ofSeconds(5), System::nanoTime);

    private static final String MTLS_ALIASES = "mtls_endpoint_aliases"; // RFC 8705 §5

    private final KeycloakSession session;
    private final String document;
    private final Map<String, String> endpoints;

    /**
     * @param session session of the current request, with its realm set
     * @param document name of the document below {@code .well-known/}
     * @param endpoints URLs of the aliases by metadata field
     */
    public MetadataResource(KeycloakSession session, String document, Map<String, String> endpoints) {
        this.session = session;
        this.document = document;
        this.endpoints = Map.copyOf(endpoints);
    }

    /**
     * Returns the document.
     *
     * @return 200 with the metadata
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response get() {
        String realm = session.getContext().getRealm().getName();
        Response original = RealmsResource.getWellKnownResponse(session, realm, document, LOG);
        return Response.fromResponse(original)
                .entity(withAliases(original.getEntity()))
                .build();
    }

    /**
     * Answers a CORS preflight.
     *
     * @return 200 with the CORS headers
     */
    @OPTIONS
    public Response preflight() {
        return Cors.builder().allowedMethods("GET").preflight().auth().add(Response.ok());
    }

    private Map<String, Object> withAliases(Object original) {
        Map<String, Object> metadata = asMap(original);
        MetadataFilter filter = new MetadataFilter(
                RECENT.get(session.getContext().getRealm().getId(), () -> ClientCapabilities.read(session)));
        filter.apply(metadata);
        replaceEndpoints(metadata);
        metadata.computeIfPresent(MTLS_ALIASES, (field, mtls) -> {
            Map<String, Object> mtlsEndpoints = asMap(mtls);
            filter.apply(mtlsEndpoints);
            replaceEndpoints(mtlsEndpoints);
            return mtlsEndpoints;
        });
        return metadata;
    }

    private void replaceEndpoints(Map<String, Object> metadata) {
        endpoints.forEach((field, url) -> metadata.replace(field, url));
    }

    private static Map<String, Object> asMap(Object json) {
        return JsonSerialization.mapper.convertValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
    }
}
