package dev.oauth2notebook.keycloak.tokenexchange.mode;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;

/** What a realm does with the token-exchange policy: the value of the realm attribute {@value #ATTRIBUTE}. */
public enum PolicyMode {
    /** Exchanges are Keycloak's own; also if the attribute is absent or blank. */
    OFF("off"),
    /** As {@link #OFF}, but events say what the policy would have done. */
    REPORT("report"),
    /** An exchange that no permit covers is refused; also if the attribute has an unknown value. */
    ENFORCED("enforced");

    /** Name of the realm attribute. */
    public static final String ATTRIBUTE = "token-exchange-policy";

    private static final Logger LOG = Logger.getLogger(PolicyMode.class);

    private static final int MAX_LOGGED = 1000;

    /** Ids of the realms whose unknown value was logged. */
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private final String value;

    PolicyMode(String value) {
        this.value = value;
    }

    /**
     * Returns the mode of a realm. An unknown value enforces the policy, so that a typo does not disable it, and is
     * logged once.
     */
    public static PolicyMode of(RealmModel realm) {
        return ofValue(realm.getAttribute(ATTRIBUTE)).orElseGet(() -> {
            if (LOGGED.size() < MAX_LOGGED && LOGGED.add(realm.getId())) {
                LOG.warnf(
                        "The attribute %s of the realm '%s' is not one of %s. The policy is enforced.",
                        ATTRIBUTE, realm.getName(), values(", "));
            }
            return ENFORCED;
        });
    }

    /**
     * Finds a mode by a value of the attribute.
     *
     * @param value case-sensitive; may be {@code null}
     * @return empty if the value is unknown
     */
    public static Optional<PolicyMode> ofValue(String value) {
        return value == null || value.isBlank()
                ? Optional.of(OFF)
                : Arrays.stream(values())
                        .filter(mode -> mode.value.equals(value))
                        .findFirst();
    }

    /** Returns the known values of the attribute. */
    public static String values(String separator) {
        return Arrays.stream(values()).map(mode -> mode.value).collect(Collectors.joining(separator));
    }
}
