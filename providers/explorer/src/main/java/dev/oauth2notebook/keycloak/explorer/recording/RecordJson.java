package dev.oauth2notebook.keycloak.explorer.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.oauth2notebook.keycloak.common.ExchangeDecision;
import dev.oauth2notebook.keycloak.explorer.masking.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.keycloak.util.JsonSerialization;

/** Renders recorded requests as JSON, in the form that docs/explorer.md describes. */
final class RecordJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RecordedRequest request;
    private final Content content;

    private RecordJson(RecordedRequest request) {
        this.request = request;
        this.content = request.content();
    }

    /** Renders a request. */
    static Rendering render(RecordedRequest request) {
        try {
            return new Rendering(
                    JsonSerialization.mapper.writeValueAsString(new RecordJson(request).toJson()),
                    request.users(),
                    request.content().parties().sessionIds(),
                    request.content().owner().orElse(null));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode toJson() {
        Parties parties = content.parties();
        ObjectNode json = NODES.objectNode();
        json.put("id", request.id());
        json.put("time", request.time());
        json.put("duration", request.duration());
        json.put("endpoint", request.endpoint().name().toLowerCase(Locale.ROOT));
        json.put("method", content.method());
        json.put("url", content.url());
        json.set("requestHeaders", pairs(content.requestHeaders()));
        json.set("query", pairs(content.query()));
        json.set("form", pairs(content.form()));
        json.set("requestJson", raw(content.json()));
        json.put("status", request.status());
        json.set("responseHeaders", pairs(request.responseHeaders()));
        json.set("responseJson", raw(content.body().json()));
        json.put("responseText", content.body().text());
        json.put("client", client());
        json.put("clientAuthentication", parties.authentication());
        json.put("user", user());
        json.put("caller", content.caller());
        ArrayNode tokens = json.putArray("tokens");
        content.tokens().forEach(token -> tokens.add(token(token)));
        json.set("links", strings(request.links()));
        ArrayNode events = json.putArray("events");
        content.events().forEach(event -> events.add(event(event)));
        json.set("decision", content.decision().map(RecordJson::decision).orElse(null));
        json.set("error", content.error().isObject() ? error(content.error()) : null);
        return json;
    }

    private static JsonNode raw(String json) {
        return json == null ? NODES.nullNode() : NODES.rawValueNode(new RawValue(json));
    }

    /** For requests with a token only, such as those to an API, the token says who sent them. */
    private String client() {
        return content.parties().client() != null ? content.parties().client() : claim("azp");
    }

    private String user() {
        if (content.parties().user() != null) {
            return content.parties().user();
        }
        String name = claim("preferred_username");
        return name == null || name.startsWith("service-account-") ? null : name;
    }

    private String claim(String name) {
        return content.tokens().stream()
                .map(token -> token.claims().path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse(null);
    }

    private static ObjectNode token(SeenToken token) {
        JsonNode claims = token.claims();
        ObjectNode json = NODES.objectNode();
        json.put("from", token.from());
        json.put("type", type(token, claims));
        json.set("header", claims.isObject() ? token.header() : null);
        json.set("claims", claims.isObject() ? claims : null);
        json.put("verified", token.verified());
        json.put("fingerprint", token.fingerprint());
        return json;
    }

    /** Keycloak names the type in the claim {@code typ}. */
    private static String type(SeenToken token, JsonNode claims) {
        if (!claims.isObject()) {
            return "opaque";
        }
        return switch (claims.path("typ").asText()) {
            case "ID" -> "id";
            case "Refresh", "Offline" -> "refresh";
            case "Logout" -> "logout";
            default -> token.from().equals("header.dpop") ? "dpop" : "access";
        };
    }

    private static ObjectNode event(ObservedEvent event) {
        ObjectNode json = NODES.objectNode();
        json.put("type", event.type());
        json.put("error", event.error());
        json.put("reason", event.reason());
        ObjectNode details = json.putObject("details");
        event.details().forEach(details::put);
        return json;
    }

    private static ObjectNode decision(ExchangeDecision decision) {
        ObjectNode json = NODES.objectNode();
        json.put("result", decision.permitted() ? "permitted" : "refused");
        json.put("requester", decision.requester());
        json.put("subjectClient", decision.subjectClient());
        json.set("audience", strings(decision.audience()));
        json.set("scopes", strings(decision.scopes()));
        json.put("closest", decision.closest());
        ArrayNode permits = json.putArray("permits");
        decision.permits().forEach(permit -> permits.addObject()
                .put("name", permit.name())
                .put("outcome", permit.chosen() ? "chosen" : permit.failedCheck() == null ? "passed" : "failed")
                .put("check", permit.failedCheck())
                .put("explanation", permit.explanation()));
        return json;
    }

    private static ObjectNode error(JsonNode response) {
        String uri = response.path("error_uri").asText(null);
        ObjectNode json = NODES.objectNode();
        json.put("code", response.path("error").asText(null));
        json.put("description", response.path("error_description").asText(null));
        json.put("topic", uri == null ? null : uri.substring(uri.lastIndexOf('/') + 1));
        json.put("uri", uri);
        return json;
    }

    private static ArrayNode pairs(List<Parameter> parameters) {
        ArrayNode pairs = NODES.arrayNode();
        parameters.forEach(parameter -> pairs.addArray().add(parameter.name()).add(parameter.value()));
        return pairs;
    }

    private static ArrayNode strings(Collection<String> values) {
        ArrayNode strings = NODES.arrayNode();
        values.forEach(strings::add);
        return strings;
    }
}
