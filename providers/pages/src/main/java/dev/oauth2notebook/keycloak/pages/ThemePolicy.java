package dev.oauth2notebook.keycloak.pages;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The {@code Content-Security-Policy} of a theme. A theme without inline scripts sets it in its {@code
 * theme.properties} as {@code contentSecurityPolicy}, and lists inherited templates that have inline scripts in {@code
 * contentSecurityPolicyExempt}.
 *
 * @param policy value of the header, or {@code null} if there is none
 * @param exemptTemplates file names of templates to which the policy does not apply
 * @see dev.oauth2notebook.keycloak.pages.overrides.PageProvider
 */
public record ThemePolicy(String policy, List<String> exemptTemplates) {

    /** Attributes of pages on which Keycloak uses inline scripts: for passkeys, and for reCAPTCHA at registration. */
    private static final Set<String> EXEMPTING_ATTRIBUTES = Set.of("enableWebAuthnConditionalUI", "recaptchaRequired");

    /**
     * Reads the policy of a theme.
     *
     * @param theme properties of the theme
     * @return the policy, whose value may be {@code null}
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
     * @return value of the header; empty if the policy does not apply
     */
    public Optional<String> forPage(String template, Set<String> attributes) {
        boolean exempt =
                exemptTemplates.contains(template) || attributes.stream().anyMatch(EXEMPTING_ATTRIBUTES::contains);
        return exempt ? Optional.empty() : Optional.ofNullable(policy);
    }
}
