package dev.oauth2notebook.keycloak.explorer;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oauth2notebook.keycloak.support.EventStream;
import dev.oauth2notebook.keycloak.support.Poll;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The explorer at one of its mounts, as somebody with some headers sees it. */
final class Explorer {

    private final String url;
    private final Map<String, String> headers;

    /** @param url URL of the page */
    Explorer(String url) {
        this(url, Map.of());
    }

    private Explorer(String url, Map<String, String> headers) {
        this.url = url;
        this.headers = headers;
    }

    /** Returns the same explorer with a header in all requests. */
    Explorer with(String name, String value) {
        return new Explorer(url, Map.of(name, value));
    }

    /** Requests a path below the page. */
    Response get(String path) {
        return request().get(url + path);
    }

    RequestSpecification request() {
        return given().redirects().follow(false).headers(headers);
    }

    EventStream stream() {
        return EventStream.open(url + "/stream", headers);
    }

    EventStream streamAfter(String id) {
        return EventStream.open(url + "/stream", Map.of("Last-Event-ID", id));
    }

    /** Returns all recorded requests. */
    List<Map<String, Object>> requests() {
        return get("/requests").then().statusCode(200).extract().jsonPath().getList("requests");
    }

    /** Waits until a request has been recorded that meets a condition, and returns the newest one. */
    JsonPath await(Predicate<Map<String, Object>> condition) {
        List<Map<String, Object>> found =
                Poll.until(() -> requests().stream().filter(condition).toList(), list -> !list.isEmpty());
        return new JsonPath(json(found.get(found.size() - 1)));
    }

    private static String json(Map<String, Object> request) {
        try {
            return new ObjectMapper().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
