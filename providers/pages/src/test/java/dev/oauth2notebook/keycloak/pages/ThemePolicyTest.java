package dev.oauth2notebook.keycloak.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThemePolicyTest {

    private static final String STRICT = "default-src 'none'";

    @Test
    void policyOfTheThemeIsUsed() {
        assertThat(policy().forPage("login.ftl", Set.of("realm"))).contains(STRICT);
    }

    @Test
    void exemptTemplatesHaveNoPolicy() {
        assertThat(policy().forPage("webauthn-register.ftl", Set.of())).isEmpty();
        assertThat(policy().forPage("code.ftl", Set.of())).isEmpty();
    }

    @Test
    void pagesWithPasskeysOrReCaptchaHaveNoPolicy() {
        assertThat(policy().forPage("login.ftl", Set.of("enableWebAuthnConditionalUI")))
                .isEmpty();
        assertThat(policy().forPage("register.ftl", Set.of("realm", "recaptchaRequired")))
                .isEmpty();
    }

    @Test
    void themeWithoutPolicy() {
        assertThat(ThemePolicy.of(new Properties()).forPage("login.ftl", Set.of()))
                .isEmpty();
    }

    private static ThemePolicy policy() {
        Properties theme = new Properties();
        theme.setProperty("contentSecurityPolicy", STRICT);
        theme.setProperty("contentSecurityPolicyExempt", "code.ftl webauthn-register.ftl");
        return ThemePolicy.of(theme);
    }
}
