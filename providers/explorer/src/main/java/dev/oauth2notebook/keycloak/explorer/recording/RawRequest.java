package dev.oauth2notebook.keycloak.explorer.recording;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oauth2notebook.keycloak.explorer.masking.MaskedUrl;
import dev.oauth2notebook.keycloak.explorer.masking.Members;
import dev.oauth2notebook.keycloak.explorer.masking.Parameter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.http.HttpRequest;

/**
 * A request as it was received, not yet masked.
 *
 * @param method HTTP method
 * @param url URL that the client called
 * @param headers all headers
 * @param query decoded parameters in the URL
 * @param form decoded parameters in the body; empty if it is not a form
 * @param json the body, if it is a JSON object; else a missing node
 */
record RawRequest(
        String method,
        String url,
        List<Parameter> headers,
        List<Parameter> query,
        List<Parameter> form,
        JsonNode json) {

    private static final String BASIC = "basic ";

    /**
     * Reads a request.
     *
     * @param request the request
     * @param json its body, if it is JSON
     */
    static RawRequest of(HttpRequest request, byte[] json) {
        String url = request.getUri().getRequestUri().toString();
        int question = url.indexOf('?');
        return new RawRequest(
                request.getHttpMethod(),
                url,
                list(request.getHttpHeaders().getRequestHeaders()),
                MaskedUrl.parameters(question < 0 ? null : url.substring(question + 1)),
                isForm(request.getHttpHeaders()) ? list(request.getDecodedFormParameters()) : List.of(),
                Body.parse(json));
    }

    /** Returns what may be kept of a JSON body, serialized; {@code null} if there is none. */
    String maskedJson() {
        return json.isObject() ? Members.maskSent(json).toString() : null;
    }

    /** Returns a parameter of the form or, if it is not there, of the query. */
    Optional<String> parameter(String name) {
        return form(name).or(() -> find(query, name));
    }

    /** Returns a parameter of the form. */
    Optional<String> form(String name) {
        return find(form, name);
    }

    /** Returns a header by its name, in any case. */
    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** Returns the user-id of HTTP Basic, which is the client id (RFC 6749 §2.3.1). */
    Optional<String> basicUser() {
        return header(HttpHeaders.AUTHORIZATION)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BASIC))
                .flatMap(RawRequest::decodeBasic)
                .map(credentials -> credentials.substring(0, Math.max(0, credentials.indexOf(':'))))
                .flatMap(user -> MaskedUrl.parameters(user).stream().findFirst())
                .map(Parameter::name)
                .filter(user -> !user.isEmpty());
    }

    /** Returns whether a browser navigated to the URL, and not a program or a script. */
    boolean isNavigation() {
        return header("Sec-Fetch-Mode").map("navigate"::equals).orElseGet(() -> header(HttpHeaders.ACCEPT)
                .filter(accept -> accept.contains(MediaType.TEXT_HTML))
                .isPresent());
    }

    private static boolean isForm(HttpHeaders headers) {
        return Objects.toString(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), "")
                .toLowerCase(Locale.ROOT)
                .startsWith(MediaType.APPLICATION_FORM_URLENCODED);
    }

    private static Optional<String> decodeBasic(String header) {
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            return Optional.of(new String(decoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> find(List<Parameter> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static List<Parameter> list(Map<String, List<String>> values) {
        List<Parameter> parameters = new ArrayList<>();
        values.forEach(
                (name, all) -> all.forEach(value -> parameters.add(new Parameter(name, Objects.toString(value, "")))));
        return parameters;
    }
}
