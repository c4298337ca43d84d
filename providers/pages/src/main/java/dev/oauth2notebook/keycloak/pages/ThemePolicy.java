package dev.oauth2notebook.keycloak.pages;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The Content-Security-Policy that a theme asks for in its {@code theme.properties}: a theme without inline script says
 * so with {@code contentSecurityPolicy}, and lists in {@code contentSecurityPolicyExempt} the templates it inherits
 * that still have some.
 *
 * @param policy value of the header, or {@code null} for none
 * @param exemptTemplates file names of templates that get no policy
 */
public record ThemePolicy(String policy, List<String> exemptTemplates) {

    /** What makes an otherwise strict page carry Keycloak's inline script: passkeys, and reCAPTCHA at registration. */
    private static final Set<String> EXEMPTING_ATTRIBUTES = Set.of("enableWebAuthnConditionalUI", "recaptchaRequired");

    /**
     * Reads a theme's policy.
     *
     * @param theme properties of the theme
     * @return the policy, perhaps an empty one
     */
    public static ThemePolicy of(Properties theme) {
        return new ThemePolicy(
                theme.getProperty("contentSecurityPolicy"),
                List.of(theme.getProperty("contentSecurityPolicyExempt", "").split(" ")));
    }

    /**
     * Returns the policy for one page.
     *
     * @param template file name of the page's template
     * @param attributes names of the page's attributes
     * @return value of the header, empty if the page goes without
     */
    public Optional<String> forPage(String template, Set<String> attributes) {
        boolean exempt =
                exemptTemplates.contains(template) || attributes.stream().anyMatch(EXEMPTING_ATTRIBUTES::contains);
        return exempt ? Optional.empty() : Optional.ofNullable(policy);
    }
}
