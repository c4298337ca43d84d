package dev.oauth2notebook.keycloak.endpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every response has a {@code Date} header (RFC 9110 §6.6.1). */
@ExtendWith(NotebookServer.class)
class DateIT {

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "POST, /token, 400",
        "GET, /token, 405",
        "OPTIONS, /token, 200",
        "GET, /jwks, 200",
        "HEAD, /jwks, 200",
        "GET, /device, 302",
        "GET, /api/test, 401",
        "GET, /health, 200",
        "GET, /nothing, 404",
        "GET, /token;x, 400",
        "POST, /realms/notebook/oauth2/token, 400",
        "POST, /realms/notebook/protocol/openid-connect/token, 400",
        "POST, /realms/notebook/protocol/openid-connect/ext/par/request, 401",
        "GET, /realms/notebook/protocol/openid-connect/userinfo, 401",
        "GET, /realms/notebook/protocol/openid-connect/auth, 400",
        "GET, /realms/nobody/protocol/openid-connect/certs, 404",
        "GET, /admin/realms, 401",
        "GET, /admin/, 302"
    })
    void everyResponseHasExactlyOneDateHeader(String method, String path, int status) {
        Instant before = Instant.now();
        Response response = given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .request(method, NotebookServer.get().localUrl() + path);
        assertThat(response.statusCode()).isEqualTo(status);
        List<String> dates = response.headers().getValues("Date");
        assertThat(dates).hasSize(1);
        assertThat(dates.get(0)).matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(dates.get(0), Instant::from);
        assertThat(date).isBetween(before.minusSeconds(1), Instant.now());
    }
}
