package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.explorer.masking.TokenText;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** Finds the tokens in a request and its response. */
final class SeenTokens {

    private static final List<String> PARAMETERS =
            List.of("subject_token", "actor_token", "refresh_token", "token", "id_token_hint");

    private static final List<String> MEMBERS = List.of("access_token", "refresh_token", "id_token");

    private final TokenSignature signature;
    private final List<SeenToken> tokens = new ArrayList<>();

    private SeenTokens(TokenSignature signature) {
        this.signature = signature;
    }

    /**
     * Returns the tokens in the order in which they appear.
     *
     * @param request the request
     * @param response its response
     * @param signature verifies the tokens
     */
    static List<SeenToken> in(RawRequest request, RawResponse response, TokenSignature signature) {
        SeenTokens found = new SeenTokens(signature);
        request.header(HttpHeaders.AUTHORIZATION).ifPresent(found::addAuthorization);
        request.header("DPoP").ifPresent(proof -> found.tokens.add(SeenToken.of("header.dpop", proof, null)));
        PARAMETERS.forEach(name -> request.parameter(name)
                .ifPresent(token ->
                        found.addReceived((request.form(name).isPresent() ? "form." : "query.") + name, token)));
        MEMBERS.forEach(name -> {
            if (response.json().path(name).isTextual()) {
                found.addIssued("response." + name, response.json().path(name).textValue());
            }
        });
        if (response.text() != null && TokenText.isJws(response.text())) {
            found.addIssued("response", response.text());
        }
        return found.tokens;
    }

    /** RFC 6750 §2.1, RFC 9449 §7.1. */
    private void addAuthorization(String header) {
        String[] parts = header.strip().split(" +", 2);
        if (parts.length == 2 && (parts[0].equalsIgnoreCase("Bearer") || parts[0].equalsIgnoreCase("DPoP"))) {
            addReceived("header.authorization", parts[1]);
        }
    }

    private void addReceived(String from, String token) {
        tokens.add(SeenToken.of(from, token, signature.verify(token)));
    }

    private void addIssued(String from, String token) {
        tokens.add(SeenToken.of(from, token, signature.isIssuedByRealm(token)));
    }
}
