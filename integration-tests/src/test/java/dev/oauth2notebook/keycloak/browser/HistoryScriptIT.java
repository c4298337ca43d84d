package dev.oauth2notebook.keycloak.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The script that Keycloak writes into a page after a form was sent, and the Content-Security-Policy of the page. */
@ExtendWith(NotebookServer.class)
class HistoryScriptIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    /** If Keycloak changes the script, the policy no longer allows it: the page works, but reload and back do not. */
    @Test
    void policyAllowsTheScriptThatKeycloakWrites() throws Exception {
        Person stranger = new Person("nobody", "wrong");
        Person.Page login = stranger.open(Urls.query(oauth.url("/auth"), oauth.authorizationRequest("openid")));
        Response refused = stranger.logIn(login, null).response();
        List<Element> scripts = Jsoup.parse(refused.asString()).select("script").stream()
                .filter(script -> !script.hasAttr("src"))
                .filter(script -> script.data().contains("history.replaceState"))
                .toList();
        assertThat(scripts).hasSize(1);
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(scripts.get(0).data().getBytes(StandardCharsets.UTF_8));
        assertThat(refused.headers().getValues("Content-Security-Policy")).anySatisfy(policy -> assertThat(policy)
                .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'"));
    }
}
