package dev.oauth2notebook.keycloak.explorer.masking;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Selects the details of Keycloak's events that are kept. */
public final class EventDetails {

    private static final Set<String> SHOWN = Set.of(
            "act_depth",
            "acting",
            "actor",
            "actor_client",
            "actor_type",
            "audience",
            "auth_method",
            "auth_type",
            "client_auth_method",
            "client_policy_error",
            "client_policy_error_detail",
            "closest_permit",
            "consent",
            "considered_permits",
            "credential_type",
            "failed_check",
            "grant_type",
            "lifetime",
            "permit",
            "reason",
            "redirect_uri",
            "refresh_token_type",
            "requested_token_type",
            "response_mode",
            "response_type",
            "scope",
            "subject_token_client_id",
            "token_issued_for",
            "token_type",
            "username",
            "would_grant",
            "would_narrow",
            "would_refuse");

    private EventDetails() {}

    /**
     * Returns the details that may be kept.
     *
     * @param details all details; {@code null} for none
     * @return names and values in alphabetical order
     */
    public static Map<String, String> mask(Map<String, String> details) {
        Map<String, String> kept = new TreeMap<>();
        if (details != null) {
            details.forEach((name, value) -> {
                if (SHOWN.contains(name) && value != null) {
                    kept.put(name, (name.equals("redirect_uri") ? Rule.URL : Rule.SHOW).keep(value));
                }
            });
        }
        return kept;
    }
}
