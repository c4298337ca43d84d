package dev.oauth2notebook.keycloak.tokenexchange.permits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * Reads permits. Keycloak gives an executor its configuration at each request anew, without the name of its profile; so
 * the profiles are looked through for the name, once for as long as Keycloak's realm cache keeps their text.
 */
final class PermitReader {

    private static final int MAX_REALMS = 1000;

    /** By the profiles' text, compared by identity: the realm cache has another one as soon as the profiles change. */
    private final Cache<String, Map<Map<String, Object>, ParsedPermit>> cache =
            Caffeine.newBuilder().weakKeys().maximumSize(MAX_REALMS).build();

    /**
     * Reads a permit of a realm.
     *
     * @param profiles the realm's client profiles as it keeps them: as JSON, or {@code null} if it has none
     * @throws IllegalStateException if the profiles cannot be read
     */
    ParsedPermit read(PermitConfig config, String profiles) {
        ParsedPermit permit = profiles == null
                ? null
                : cache.get(profiles, PermitReader::readAll).get(config.getConfigAsMap());
        return permit == null ? config.parse("unnamed") : permit;
    }

    /**
     * Reads all permits of a realm.
     *
     * @param profiles as for {@link #read}
     * @return the permits by their configuration
     */
    static Map<Map<String, Object>, ParsedPermit> readAll(String profiles) {
        Map<Map<String, Object>, ParsedPermit> permits = new HashMap<>();
        if (profiles == null) {
            return permits;
        }
        for (ClientProfileRepresentation profile : parse(profiles)) {
            for (ClientPolicyExecutorRepresentation executor : orEmpty(profile.getExecutors())) {
                if (PermitExecutorFactory.ID.equals(executor.getExecutorProviderId())) {
                    PermitConfig config =
                            JsonSerialization.mapper.convertValue(executor.getConfiguration(), PermitConfig.class);
                    if (config != null) {
                        permits.putIfAbsent(config.getConfigAsMap(), config.parse(profile.getName()));
                    }
                }
            }
        }
        return permits;
    }

    private static List<ClientProfileRepresentation> parse(String profiles) {
        try {
            return orEmpty(JsonSerialization.readValue(profiles, ClientProfilesRepresentation.class)
                    .getProfiles());
        } catch (IOException e) {
            throw new IllegalStateException("The realm's client profiles are unreadable", e);
        }
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
