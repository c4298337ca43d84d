package dev.oauth2notebook.keycloak.explorer.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may see recorded requests. In ascending order of permissiveness, on which {@link #narrowedBy} relies. */
public enum Mode {
    /** Nothing is recorded, and the explorer does not exist. */
    OFF,
    /** A user who is signed in sees the requests that concern that user; teachers see those of the whole realm. */
    OWN,
    /** Everybody who can reach the page sees all requests of the realm; only for servers that nobody else can reach. */
    LOCAL;

    /**
     * Finds a mode by the value of an option.
     *
     * @param value value of the option, without surrounding white space
     * @return empty if the value is not the name of a mode in lower case
     */
    static Optional<Mode> find(String value) {
        return Arrays.stream(values())
                .filter(mode -> mode.optionValue().equals(value))
                .findFirst();
    }

    /**
     * Returns the mode in a realm. A realm can reduce what the server allows, but never extend it.
     *
     * @param attribute the realm attribute; {@code null} or blank if the realm has none
     * @return this mode or a stricter one; {@link #OFF} if the attribute has an unknown value
     */
    public Mode narrowedBy(String attribute) {
        if (this == OFF || attribute == null || attribute.isBlank()) {
            return this;
        }
        Mode realm = find(attribute.strip()).orElse(OFF);
        return realm.compareTo(this) < 0 ? realm : this;
    }

    /** Returns the value of the option that stands for this mode. */
    public String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
