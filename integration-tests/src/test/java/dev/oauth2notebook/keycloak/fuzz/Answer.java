package dev.oauth2notebook.keycloak.fuzz;

import io.restassured.path.json.JsonPath;
import io.restassured.path.json.exception.JsonPathException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/**
 * A response.
 *
 * @param status the HTTP status
 * @param headers all headers
 * @param body the body as text
 */
record Answer(int status, HttpHeaders headers, String body) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** Returns the value of a header, or the empty string if there is none. */
    String header(String name) {
        return String.join(", ", headers.allValues(name));
    }

    /** Returns the member {@code error} of the JSON object, or the empty string if there is none. */
    String error() {
        try {
            Object error = JsonPath.from(body).get("error");
            return error == null ? "" : error.toString();
        } catch (JsonPathException | IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        String beginning = body.length() > 300 ? body.substring(0, 300) + "…" : body;
        return status + " " + headers.map() + " " + beginning;
    }
}
