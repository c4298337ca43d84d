package dev.oauth2notebook.keycloak.explorer.masking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Masks the members of JSON bodies by an allow-list. */
public final class Members {

    private static final Map<String, Rule> RULES = rules();
    private static final JsonNode HIDDEN = TextNode.valueOf(Rule.HIDDEN);

    private Members() {}

    /**
     * Masks a response.
     *
     * @param response a JSON object; anything else is hidden
     * @return a copy in which each member is shown as the list says
     */
    public static JsonNode mask(JsonNode response) {
        if (!response.isObject()) {
            return TextNode.valueOf(Rule.HIDDEN);
        }
        ObjectNode masked = JsonNodeFactory.instance.objectNode();
        response.properties().forEach(member -> masked.set(member.getKey(), mask(member.getKey(), member.getValue())));
        return masked;
    }

    /**
     * Masks the body of a request. In contrast to responses, names and nested values may be anything, so only texts,
     * numbers, Booleans and lists of these are shown.
     *
     * @param request a JSON object
     * @return a copy in which each member is shown as the list says
     */
    public static JsonNode maskSent(JsonNode request) {
        ObjectNode masked = JsonNodeFactory.instance.objectNode();
        request.properties().forEach(member -> {
            String name = Parameters.isName(member.getKey()) ? member.getKey() : Rule.HIDDEN;
            masked.set(name, maskSent(RULES.getOrDefault(name, Rule.HIDE), member.getValue()));
        });
        return masked;
    }

    private static JsonNode maskSent(Rule rule, JsonNode value) {
        if (value.isArray() && (rule == Rule.SHOW || rule == Rule.URL)) {
            return list(value, element -> element.isArray() ? HIDDEN : maskSent(rule, element));
        }
        if (value.isTextual()) {
            return TextNode.valueOf(rule.keep(value.textValue()));
        }
        return value.isNull() || rule == Rule.SHOW && value.isValueNode() ? value : HIDDEN;
    }

    private static JsonNode mask(String name, JsonNode value) {
        Rule rule = RULES.getOrDefault(name, Rule.HIDE);
        if (value.isArray() && rule == Rule.URL) {
            return list(value, element -> mask(name, element));
        }
        if (value.isTextual()) {
            return TextNode.valueOf(rule.keep(value.textValue()));
        }
        return value.isNull() || rule == Rule.SHOW ? value : HIDDEN;
    }

    private static ArrayNode list(JsonNode array, UnaryOperator<JsonNode> mask) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> list.add(mask.apply(element)));
        return list;
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        // Token and device authorization responses (RFC 6749 §5, RFC 8628 §3.2, RFC 8693 §2.2, RFC 9126 §2.2).
        Rule.TOKEN.addTo(rules, "access_token refresh_token id_token");
        Rule.SHOW.addTo(rules, "token_type expires_in refresh_expires_in not-before-policy scope issued_token_type");
        Rule.CUT.addTo(rules, "session_state device_code user_code");
        Rule.SHOW.addTo(rules, "interval error error_description");
        Rule.URL.addTo(rules, "verification_uri verification_uri_complete error_uri");
        Rule.URN.addTo(rules, "request_uri");
        // Claims in introspection and UserInfo responses (RFC 7662 §2.2, OpenID Connect Core §5.1).
        Rule.SHOW.addTo(rules, "active iss sub aud azp exp iat nbf jti sid typ acr amr auth_time client_id username");
        Rule.SHOW.addTo(rules, "act may_act cnf realm_access resource_access allowed-origins nonce at_hash c_hash");
        Rule.SHOW.addTo(rules, "name given_name family_name middle_name nickname preferred_username profile picture");
        Rule.SHOW.addTo(rules, "website email email_verified gender birthdate zoneinfo locale phone_number address");
        Rule.SHOW.addTo(rules, "phone_number_verified updated_at");
        // Client registration (RFC 7591 §2); neither secret nor registration access token.
        Rule.SHOW.addTo(rules, "client_name grant_types response_types token_endpoint_auth_method");
        Rule.SHOW.addTo(rules, "contacts software_id software_version");
        Rule.SHOW.addTo(rules, "client_id_issued_at client_secret_expires_at subject_type application_type");
        Rule.SHOW.addTo(rules, "require_auth_time dpop_bound_access_tokens");
        Rule.SHOW.addTo(rules, "id_token_signed_response_alg userinfo_signed_response_alg");
        Rule.SHOW.addTo(rules, "token_endpoint_auth_signing_alg require_pushed_authorization_requests");
        Rule.URL.addTo(rules, "redirect_uris post_logout_redirect_uris request_uris client_uri logo_uri tos_uri");
        Rule.URL.addTo(rules, "policy_uri jwks_uri registration_client_uri");
        // The protected API.
        Rule.SHOW.addTo(rules, "message subject client scopes audience actor expires_at");
        return Map.copyOf(rules);
    }
}
