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
 *
 * @param <P> kind of the permits
 */
final class PermitReader<P> {

    private static final int MAX_REALMS = 1000;

    /** Keys are the profiles' JSON, compared by identity: the realm cache has a new string once the profiles change. */
    private final Cache<String, Map<Map<String, Object>, ParsedPermit<P>>> cache =
            Caffeine.newBuilder().weakKeys().maximumSize(MAX_REALMS).build();

    private final String executor;
    private final Class<? extends PermitConfiguration<P>> configuration;

    /**
     * @param executor id of the client-policy executor that represents such a permit
     * @param configuration the type of its configuration
     */
    PermitReader(String executor, Class<? extends PermitConfiguration<P>> configuration) {
        this.executor = executor;
        this.configuration = configuration;
    }

    /**
     * Parses a permit of a realm.
     *
     * @param config configuration of the executor
     * @param profiles the realm attribute with the client profiles as JSON; {@code null} if the realm has none
     * @return the permit with the name of the first profile that has this configuration, or the name {@code unnamed}
     * @throws IllegalStateException if the profiles are not valid JSON
     */
    ParsedPermit<P> read(PermitConfiguration<P> config, String profiles) {
        ParsedPermit<P> permit =
                profiles == null ? null : cache.get(profiles, this::readAll).get(config.getConfigAsMap());
        return permit == null ? config.parse("unnamed") : permit;
    }

    /**
     * Parses all permits of a realm.
     *
     * @param profiles as for {@link #read}
     * @return the permits by configuration
     * @throws IllegalStateException if the profiles are not valid JSON
     */
    Map<Map<String, Object>, ParsedPermit<P>> readAll(String profiles) {
        Map<Map<String, Object>, ParsedPermit<P>> permits = new HashMap<>();
        forEach(profiles, (name, config) -> permits.putIfAbsent(config.getConfigAsMap(), config.parse(name)));
        return permits;
    }

    /**
     * Parses all permits of a realm in the order of the profiles, including those that have the same configuration.
     *
     * @param profiles as for {@link #read}
     * @throws IllegalStateException if the profiles are not valid JSON
     */
    List<ParsedPermit<P>> list(String profiles) {
        List<ParsedPermit<P>> permits = new ArrayList<>();
        forEach(profiles, (name, config) -> permits.add(config.parse(name)));
        return permits;
    }

    private void forEach(String profiles, BiConsumer<String, PermitConfiguration<P>> action) {
        if (profiles == null) {
            return;
        }
        for (ClientProfileRepresentation profile : parse(profiles)) {
            for (ClientPolicyExecutorRepresentation each : orEmpty(profile.getExecutors())) {
                if (executor.equals(each.getExecutorProviderId())) {
                    PermitConfiguration<P> config =
                            JsonSerialization.mapper.convertValue(each.getConfiguration(), configuration);
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
