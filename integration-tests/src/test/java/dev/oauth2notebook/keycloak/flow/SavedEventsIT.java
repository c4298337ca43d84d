package dev.oauth2notebook.keycloak.flow;

import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.flow.Responses.assertRefused;
import static dev.oauth2notebook.keycloak.flow.Responses.claims;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events that the realm saves in addition to those that Keycloak saves by default. */
@ExtendWith(NotebookServer.class)
class SavedEventsIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    /** RFC 9700 §4.14.2: reuse indicates that a token was stolen. */
    @Test
    void refreshAndReuseOfARefreshTokenAreSaved() {
        String refreshToken = oauth.codeFlow(admin.newPerson(), "openid").path("refresh_token");
        Map<String, String> form = with(oauth.as("frontend"), "grant_type", "refresh_token");
        assertGranted(oauth.post("/token", with(form, "refresh_token", refreshToken)));
        assertRefused(oauth.post("/token", with(form, "refresh_token", refreshToken)), 400, "invalid_grant");

        String id = claims(refreshToken).getJWTID();
        assertThat(details("REFRESH_TOKEN"))
                .anySatisfy(details -> assertThat(details).containsEntry("refresh_token_id", id));
        assertThat(details("REFRESH_TOKEN_ERROR")).anySatisfy(details -> assertThat(details)
                .containsEntry("refresh_token_id", id)
                .containsEntry("reason", "Maximum allowed refresh token reuse exceeded"));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, String>> details(String type) {
        return admin.events("frontend").stream()
                .filter(event -> type.equals(event.get("type")))
                .map(event -> (Map<String, String>) event.get("details"))
                .toList();
    }
}
