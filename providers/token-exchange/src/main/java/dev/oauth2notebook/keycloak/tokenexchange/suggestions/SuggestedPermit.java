package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import java.util.Map;

/** A permit that covers recorded grants. */
interface SuggestedPermit {

    /** Returns the kind of the permit. */
    PermitKind<?> permitKind();

    /** Returns who does what, for the name of the profile. */
    String purpose();

    /** Returns the audiences and scopes that it grants. */
    AudiencesAndScopes granted();

    /** Returns the values of the permit's keys, without those that have their default. */
    Map<String, Object> values();
}
