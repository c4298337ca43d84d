package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Parses the values in the rows of {@link ExchangePolicyTableTest}. */
final class Notation {

    static final String ISSUER = "https://auth.example/realms/notebook";
    static final long NOW = 1_000_000;

    private Notation() {}

    /** Parses words that are separated by spaces; an empty string has none. */
    static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** Parses words into a set that keeps their order. */
    static Set<String> words(String text) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(list(text)));
    }

    /** Parses the configuration names of token types. */
    static Set<TokenType> tokenTypes(String text) {
        Set<TokenType> types = new LinkedHashSet<>();
        list(text).forEach(name -> types.add(TokenType.ofConfigName(name).orElseThrow()));
        return types;
    }

    /** Parses a chain, e.g. {@code backend<gateway}: the backend acts, and the gateway before it; empty: none. */
    static Actor chain(String text) {
        if (text.isEmpty()) {
            return null;
        }
        Actor chain = null;
        List<String> clients = Arrays.asList(text.split("<"));
        Collections.reverse(clients);
        for (String client : clients) {
            chain = new Actor("sa-" + client, client, ISSUER, chain);
        }
        return chain;
    }

    /**
     * Parses {@code may_act}, e.g. {@code client_id:backend sub:sa-backend}; {@code {}} has no members, and {@code +}
     * separates several parties.
     */
    static MayAct mayAct(String text) {
        return text.isEmpty()
                ? null
                : new MayAct(Stream.of(text.split(" \\+ ")).map(Notation::party).toList());
    }

    private static MayAct.Party party(String text) {
        String clientId = null;
        String sub = null;
        for (String member : list(text.equals("{}") ? "" : text)) {
            String[] parts = member.split(":");
            switch (parts[0]) {
                case "client_id" -> clientId = parts[1];
                case "sub" -> sub = parts[1];
                default -> throw new IllegalArgumentException(member);
            }
        }
        return new MayAct.Party(clientId, sub);
    }

    /** Parses seconds since the epoch: a number, {@code min} or {@code max}; a number with a sign is relative to now. */
    static long time(String text) {
        return switch (text) {
            case "min" -> Long.MIN_VALUE;
            case "max" -> Long.MAX_VALUE;
            default -> (text.matches("[+-].*") ? NOW : 0) + Long.parseLong(text);
        };
    }
}
