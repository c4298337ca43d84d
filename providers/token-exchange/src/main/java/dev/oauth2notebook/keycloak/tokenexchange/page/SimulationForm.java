package dev.oauth2notebook.keycloak.tokenexchange.page;

import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest.ActingParty;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest.Subject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.OAuth2Constants;

/** The form that describes a request on the page. It has no fields for tokens, which would end up in screenshots. */
final class SimulationForm {

    private static final String GRANT_TYPE = "grantType";

    // Not "resource": executors of client policies read the parameter of that name of the current request.
    private static final String RESOURCES = "resources";

    /** Names of the fields, in the order of the page. */
    static final List<String> FIELDS = List.of(
            GRANT_TYPE,
            "requester",
            "subjectClient",
            "subjectUser",
            "subjectScope",
            "audience",
            RESOURCES,
            "scope",
            "actorClient",
            "requestedTokenType");

    private final Map<String, String> values = new HashMap<>();

    /** Reads the submitted values. */
    SimulationForm(MultivaluedMap<String, String> submitted) {
        for (String field : FIELDS) {
            String value = submitted.getFirst(field);
            if (value != null && !value.isBlank()) {
                values.put(field, value.strip());
            }
        }
    }

    /** Returns the submitted values by field, without the empty ones. */
    Map<String, String> values() {
        return values;
    }

    SimulationRequest request() {
        String actor = values.get("actorClient");
        boolean isCredentials = OAuth2Constants.CLIENT_CREDENTIALS.equals(values.get(GRANT_TYPE));
        return new SimulationRequest(
                values.get(GRANT_TYPE),
                values.get("requester"),
                isCredentials && values.get("subjectClient") == null
                        ? null
                        : new Subject(
                                values.get("subjectClient"),
                                values.get("subjectUser"),
                                values.get("subjectScope"),
                                null,
                                null,
                                null,
                                null),
                null,
                actor == null ? null : new ActingParty(actor, null, null, false),
                null,
                list("audience"),
                list(RESOURCES),
                values.get("scope"),
                isCredentials ? null : values.get("requestedTokenType"));
    }

    private List<String> list(String field) {
        String value = values.get(field);
        return value == null ? List.of() : List.of(value.split("\\s+"));
    }
}
