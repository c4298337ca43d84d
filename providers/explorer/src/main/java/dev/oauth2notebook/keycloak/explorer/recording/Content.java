package dev.oauth2notebook.keycloak.explorer.recording;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oauth2notebook.keycloak.common.ExchangeDecision;
import dev.oauth2notebook.keycloak.explorer.masking.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request and its response, masked, as far as Keycloak knows them.
 *
 * @param realm id of the realm
 * @param method HTTP method
 * @param url URL that the client called
 * @param requestHeaders headers of the request
 * @param query parameters in the URL
 * @param form parameters in the body
 * @param json the body, if it is JSON, serialized; else {@code null}
 * @param caller {@code browser} for a navigation, else {@code client}
 * @param parties who sent the request and for whom
 * @param owner id of the user who registered the client, and may therefore see the request if it concerns no user;
 *     empty if there is none
 * @param body body of the response
 * @param error members of the error; a missing node if there is none
 * @param tokens tokens in request and response
 * @param links keyed hashes of values that other requests of the same flow have in common with this one
 * @param hashes computes further links
 * @param events events that were sent
 * @param decision decision on a token exchange, if it is one
 */
record Content(
        String realm,
        String method,
        String url,
        List<Parameter> requestHeaders,
        List<Parameter> query,
        List<Parameter> form,
        String json,
        String caller,
        Parties parties,
        Optional<String> owner,
        Body body,
        JsonNode error,
        List<SeenToken> tokens,
        Set<String> links,
        LinkHashes hashes,
        List<ObservedEvent> events,
        Optional<ExchangeDecision> decision) {}
