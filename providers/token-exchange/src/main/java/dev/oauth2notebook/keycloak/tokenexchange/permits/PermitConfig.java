package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorRule;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;

/** The configuration of a permit in a client profile. Keycloak deserializes it for {@link PermitExecutor}. */
public final class PermitConfig extends ClientPolicyExecutorConfigurationRepresentation {

    static final String REQUESTERS = "requesters";
    static final String SUBJECT_CLIENTS = "subject-clients";
    static final String AUDIENCES = "audiences";
    static final String REQUIRE_AUDIENCE = "require-audience";
    static final String SCOPES = "scopes";
    static final String ROLES = "roles";
    static final String REQUESTED_TOKEN_TYPES = "requested-token-types";
    static final String ACTOR = "actor";
    static final String ACTOR_CLIENTS = "actor-clients";
    static final String ACTING = "acting";
    static final String REQUIRE_MAY_ACT = "require-may-act";
    static final String MAX_DEPTH = "max-depth";
    static final String MAX_LIFETIME = "max-lifetime";

    private static final Set<String> KEYS = Set.of(
            REQUESTERS,
            SUBJECT_CLIENTS,
            AUDIENCES,
            REQUIRE_AUDIENCE,
            SCOPES,
            ROLES,
            REQUESTED_TOKEN_TYPES,
            ACTOR,
            ACTOR_CLIENTS,
            ACTING,
            REQUIRE_MAY_ACT,
            MAX_DEPTH,
            MAX_LIFETIME);

    /**
     * Called by Keycloak when client profiles are saved or imported.
     *
     * @return {@code true}
     * @throws jakarta.ws.rs.WebApplicationException with status 400 if the saved configuration has new problems
     * @see PermitValidation
     */
    @Override
    public boolean validateConfig() {
        PermitValidation.validate(this);
        return true;
    }

    /**
     * Parses the permit without checking whether its clients exist, which {@link ParsedPermit#problemsIn} does.
     *
     * @param name name that the permit gets
     */
    ParsedPermit parse(String name) {
        List<String> problems = new ArrayList<>();
        getConfigAsMap().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> problems.add("'" + key + "' is not a key of a permit"));
        Set<String> subjectClients = required(SUBJECT_CLIENTS, problems);
        Set<String> audiences = required(AUDIENCES, problems);
        boolean requireAudience = bool(REQUIRE_AUDIENCE, Permit.DEFAULT_REQUIRE_AUDIENCE, problems);
        Set<TokenType> types = tokenTypes(problems);
        ActorRule actor = choice(ACTOR, Permit.DEFAULT_ACTOR, ActorRule.values(), ActorRule::configName, problems);
        ActorSemantics actorSemantics = choice(
                ACTING, Permit.DEFAULT_ACTOR_SEMANTICS, ActorSemantics.values(), ActorSemantics::configName, problems);
        boolean requireMayAct = bool(REQUIRE_MAY_ACT, Permit.DEFAULT_REQUIRE_MAY_ACT, problems);
        int maxDepth = positive(MAX_DEPTH, Permit.DEFAULT_MAX_DEPTH, problems);
        int maxLifetime = positive(MAX_LIFETIME, (int) Permit.DEFAULT_MAX_LIFETIME, problems);
        Set<String> requesters = list(REQUESTERS, problems);
        Set<String> scopes = list(SCOPES, problems);
        Set<String> roles = list(ROLES, problems);
        Set<String> actorClients = list(ACTOR_CLIENTS, problems);
        Map<String, Set<String>> clients = new LinkedHashMap<>();
        clients.put(REQUESTERS, requesters);
        clients.put(SUBJECT_CLIENTS, subjectClients);
        clients.put(AUDIENCES, audiences);
        clients.put(ACTOR_CLIENTS, actorClients);
        Permit permit = problems.isEmpty()
                ? new Permit(
                        name,
                        requesters,
                        subjectClients,
                        audiences,
                        requireAudience,
                        scopes,
                        roles,
                        types,
                        actor,
                        actorClients,
                        actorSemantics,
                        requireMayAct,
                        maxDepth,
                        maxLifetime)
                : null;
        return new ParsedPermit(name, clients, problems, permit);
    }

    private Set<String> required(String key, List<String> problems) {
        Set<String> values = list(key, problems);
        if (values.isEmpty()) {
            problems.add(key + ": at least one value is required");
        }
        return values;
    }

    private Set<TokenType> tokenTypes(List<String> problems) {
        Set<String> names = list(REQUESTED_TOKEN_TYPES, problems);
        if (names.isEmpty()) {
            return Permit.DEFAULT_REQUESTED_TOKEN_TYPES;
        }
        Set<TokenType> types = new LinkedHashSet<>();
        for (String name : names) {
            TokenType.ofConfigName(name)
                    .ifPresentOrElse(
                            types::add,
                            () -> problems.add(
                                    noneOf(REQUESTED_TOKEN_TYPES, name, TokenType.values(), TokenType::configName)));
        }
        return types;
    }

    /** Ignores missing and blank values: the admin console sends {@code [null]} for an empty list. */
    private Set<String> list(String key, List<String> problems) {
        Object value = getConfigAsMap().get(key);
        Collection<?> values = value == null ? List.of() : value instanceof Collection<?> many ? many : List.of(value);
        Set<String> texts = new LinkedHashSet<>();
        for (Object each : new LinkedHashSet<>(values)) {
            if (each instanceof String text) {
                if (!text.isBlank()) {
                    texts.add(text.strip());
                }
            } else if (each != null) {
                problems.add(key + ": '" + each + "' is not a string");
            }
        }
        return texts;
    }

    private boolean bool(String key, boolean defaultValue, List<String> problems) {
        String value = text(key);
        if (value.isEmpty()) {
            return defaultValue;
        }
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(key + ": '" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }

    private int positive(String key, int defaultValue, List<String> problems) {
        String value = text(key);
        if (value.isEmpty()) {
            return defaultValue;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number that is too small.
        }
        problems.add(key + ": '" + value + "' is not a whole number from 1 to " + Integer.MAX_VALUE);
        return defaultValue;
    }

    private <T> T choice(
            String key, T defaultValue, T[] choices, Function<T, String> configName, List<String> problems) {
        String value = text(key);
        if (value.isEmpty()) {
            return defaultValue;
        }
        return Arrays.stream(choices)
                .filter(choice -> configName.apply(choice).equals(value))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(noneOf(key, value, choices, configName));
                    return defaultValue;
                });
    }

    private static <T> String noneOf(String key, String value, T[] choices, Function<T, String> configName) {
        return key + ": '" + value + "' is none of "
                + Stream.of(choices).map(configName).collect(Collectors.joining(", "));
    }

    private String text(String key) {
        Object value = getConfigAsMap().get(key);
        return value == null ? "" : value.toString().strip();
    }
}
