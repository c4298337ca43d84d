package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.util.JsonSerialization;

/** The form parameters of the described request, as client policies see them. */
final class PolicyForm {

    private PolicyForm() {}

    /**
     * Returns the parameters of an exchange. Keycloak's executors read claims of the subject token without verifying it, so a described
     * token is represented by an unsigned one, which nothing accepts.
     *
     * @param description the description
     * @param subject the subject token
     */
    static MultivaluedMap<String, String> of(SimulationRequest description, SubjectToken subject) {
        MultivaluedMap<String, String> form = targets(OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE, description);
        form.putSingle(
                OAuth2Constants.SUBJECT_TOKEN,
                description.subjectToken() == null ? unsigned(subject) : description.subjectToken());
        form.putSingle(OAuth2Constants.SUBJECT_TOKEN_TYPE, OAuth2Constants.ACCESS_TOKEN_TYPE);
        return form;
    }

    /** Returns the parameters of client credentials. */
    static MultivaluedMap<String, String> ofCredentials(SimulationRequest description) {
        return targets(OAuth2Constants.CLIENT_CREDENTIALS, description);
    }

    private static MultivaluedMap<String, String> targets(String grantType, SimulationRequest description) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle(OAuth2Constants.GRANT_TYPE, grantType);
        description.audience().forEach(audience -> form.add(OAuth2Constants.AUDIENCE, audience));
        description.resource().forEach(resource -> form.add(OAuth2Constants.RESOURCE, resource));
        if (description.scope() != null) {
            form.putSingle(OAuth2Constants.SCOPE, description.scope());
        }
        return form;
    }

    private static String unsigned(SubjectToken subject) {
        return encode(Map.of("alg", "none"))
                + "."
                + encode(Map.of(
                        "sub", subject.sub(),
                        "azp", subject.client(),
                        "scope", String.join(" ", subject.scopes()),
                        "exp", subject.expiresAt()))
                + ".";
    }

    private static String encode(Map<String, Object> json) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(JsonSerialization.writeValueAsString(json).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
