package dev.oauth2notebook.keycloak.browser;

import dev.oauth2notebook.keycloak.support.MailServer;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.RealmSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Resetting a password by mail in the shipped realm. Needs a server that can reach a mail server in the test. */
@Isolated("changes the login page of the shipped realm")
class PasswordResetIT extends BrowserTest {

    @Test
    void forgottenPasswordCanBeResetByMail() {
        Person person = flows.newPerson();
        MailServer mail = new MailServer();
        RealmSettings settings = RealmSettings.change(Map.of(
                "resetPasswordAllowed",
                true,
                "smtpServer",
                Map.of("host", "127.0.0.1", "port", String.valueOf(mail.port()), "from", "id@example.org")));
        try (Window window = Window.open(browser)) {
            openLogin(window);
            window.press("a[href*=reset-credentials]");
            window.page().fill("#username", person.name());
            window.press("[type=submit]");
            window.page().navigate(mail.linkSentTo(person.name() + "@example.org"));
            window.page().fill("#password-new", "changed-1234");
            window.page().fill("#password-confirm", "changed-1234");
            window.press("#kc-submit");
            window.press("[name=accept]");
            window.page().waitForURL(CALLBACK);
            window.page().context().clearCookies();
            openLogin(window);
            window.signIn(new Person(person.name(), "changed-1234"));
            window.page().waitForURL(CALLBACK);
        } finally {
            settings.restore();
            mail.close();
        }
    }

    private void openLogin(Window window) {
        window.go(flows.authorization(flows.oauth().authorizationRequest("openid profile")));
    }
}
