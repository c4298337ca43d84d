package dev.oauth2notebook.keycloak.tokenexchange.page;

import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest.ActingParty;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest.Subject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form that describes an exchange on the page. It has no fields for tokens, which would end up in screenshots. */
final class SimulationForm {

    /** Names of the fields, in the order of the page. */
    static final List<String> FIELDS = List.of(
            "requester",
            "subjectClient",
            "subjectUser",
            "subjectScope",
            "audience",
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
        String audience = values.get("audience");
        return new SimulationRequest(
                values.get("requester"),
                new Subject(
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
                audience == null ? null : List.of(audience.split("\\s+")),
                null,
                values.get("scope"),
                values.get("requestedTokenType"));
    }
}
