package dev.oauth2notebook.keycloak.explorer.masking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Masks the parameters of queries and forms by an allow-list. */
public final class Parameters {

    private static final Map<String, Rule> RULES = rules();

    /** What does not look like a name is hidden, too: a client may have sent a secret in place of the name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,39}");

    private Parameters() {}

    /** Masks parameters, in order. */
    public static List<Parameter> mask(List<Parameter> parameters) {
        return parameters.stream().map(Parameters::mask).toList();
    }

    /** Masks a parameter; of an unknown one, only the name is kept. */
    static Parameter mask(Parameter parameter) {
        Rule rule = RULES.get(parameter.name());
        if (rule != null) {
            return parameter.value().isEmpty()
                    ? parameter
                    : new Parameter(parameter.name(), rule.keep(parameter.value()));
        }
        boolean isName = isName(parameter.name()) && !parameter.value().isEmpty();
        return new Parameter(isName ? parameter.name() : Rule.HIDDEN, Rule.HIDDEN);
    }

    /** Returns whether a text can be the name of a parameter. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        // RFC 6749, RFC 7636, RFC 8628, RFC 8693, RFC 8707, RFC 7009, RFC 7662, RFC 9207, OpenID Connect.
        Rule.SHOW.addTo(rules, "grant_type response_type response_mode client_id scope audience resource");
        Rule.SHOW.addTo(rules, "requested_token_type subject_token_type actor_token_type token_type_hint");
        Rule.SHOW.addTo(rules, "code_challenge code_challenge_method client_assertion_type dpop_jkt");
        Rule.SHOW.addTo(rules, "prompt max_age display ui_locales kc_locale acr_values login_hint kc_action claims");
        Rule.SHOW.addTo(rules, "error error_description iss expires_in token_type issued_token_type");
        Rule.URL.addTo(rules, "redirect_uri post_logout_redirect_uri error_uri");
        Rule.CUT.addTo(rules, "code state nonce device_code user_code code_verifier session_state");
        Rule.TOKEN.addTo(rules, "access_token refresh_token id_token token subject_token actor_token id_token_hint");
        Rule.TOKEN.addTo(rules, "logout_token");
        Rule.URN.addTo(rules, "request_uri");
        // Never kept; listed so that their names are shown even without a value.
        Rule.HIDE.addTo(rules, "client_secret client_assertion assertion password request response");
        return Map.copyOf(rules);
    }
}
