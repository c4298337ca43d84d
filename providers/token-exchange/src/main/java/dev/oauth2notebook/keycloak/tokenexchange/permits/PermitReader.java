package dev.oauth2notebook.keycloak.tokenexchange.permits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * Parses permits and finds the names of their profiles. Keycloak configures an executor anew for each request, and does
 * not tell it the name of its profile. The name is therefore looked up in the realm's client profiles; the result is
 * cached as long as Keycloak's realm cache keeps the JSON text of the profiles.
 */
final class PermitReader {

    private static final int MAX_REALMS = 1000;

    /** Keys are the profiles' JSON, compared by identity: the realm cache has a new string once the profiles change. */
    private final Cache<String, Map<Map<String, Object>, ParsedPermit>> cache =
            Caffeine.newBuilder().weakKeys().maximumSize(MAX_REALMS).build();

    /**
     * Parses a permit of a realm.
     *
     * @param config configuration of the executor
     * @param profiles the realm attribute with the client profiles as JSON; {@code null} if the realm has none
     * @return the permit with the name of the first profile that has this configuration, or the name {@code unnamed}
     * @throws IllegalStateException if the profiles are not valid JSON
     */
    ParsedPermit read(PermitConfig config, String profiles) {
        ParsedPermit permit = profiles == null
                ? null
                : cache.get(profiles, PermitReader::readAll).get(config.getConfigAsMap());
        return permit == null ? config.parse("unnamed") : permit;
    }

    /**
     * Parses all permits of a realm.
     *
     * @param profiles as for {@link #read}
     * @return the permits by configuration
     * @throws IllegalStateException if the profiles are not valid JSON
     */
    static Map<Map<String, Object>, ParsedPermit> readAll(String profiles) {
        Map<Map<String, Object>, ParsedPermit> permits = new HashMap<>();
        forEach(profiles, (name, config) -> permits.putIfAbsent(config.getConfigAsMap(), config.parse(name)));
        return permits;
    }

    /**
     * Parses all permits of a realm in the order of the profiles, including those that have the same configuration.
     *
     * @param profiles as for {@link #read}
     * @throws IllegalStateException if the profiles are not valid JSON
     */
    static List<ParsedPermit> list(String profiles) {
        List<ParsedPermit> permits = new ArrayList<>();
        forEach(profiles, (name, config) -> permits.add(config.parse(name)));
        return permits;
    }

    private static void forEach(String profiles, BiConsumer<String, PermitConfig> action) {
        if (profiles == null) {
            return;
        }
        for (ClientProfileRepresentation profile : parse(profiles)) {
            for (ClientPolicyExecutorRepresentation executor : orEmpty(profile.getExecutors())) {
                if (PermitExecutorFactory.ID.equals(executor.getExecutorProviderId())) {
                    PermitConfig config =
                            JsonSerialization.mapper.convertValue(executor.getConfiguration(), PermitConfig.class);
                    if (config != null) {
                        action.accept(profile.getName(), config);
                    }
                }
            }
        }
    }

    private static List<ClientProfileRepresentation> parse(String profiles) {
        try {
            return orEmpty(JsonSerialization.readValue(profiles, ClientProfilesRepresentation.class)
                    .getProfiles());
        } catch (IOException e) {
            throw new IllegalStateException("The client profiles of the realm are not valid JSON", e);
        }
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
