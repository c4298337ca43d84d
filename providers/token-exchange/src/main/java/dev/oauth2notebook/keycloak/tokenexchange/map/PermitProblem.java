package dev.oauth2notebook.keycloak.tokenexchange.map;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * Something about a permit that an administrator should look at.
 *
 * @param text what is wrong
 * @param arguments the values in the text
 */
@JsonIncludeProperties({"type", "message"})
public record PermitProblem(ProblemText text, List<String> arguments) {

    /** Creates a problem from its text and the values in it. */
    static PermitProblem of(ProblemText text, String... arguments) {
        return new PermitProblem(text, List.of(arguments));
    }

    /** Returns the kind of the problem. */
    @JsonProperty
    public Type type() {
        return text.type();
    }

    /** Returns the problem in English. */
    @JsonProperty
    public String message() {
        return text.format(arguments);
    }

    /** The kinds of problems. */
    public enum Type {
        /** A key or value of the configuration is invalid, so the permit grants nothing. */
        INVALID("invalid"),
        /** A client in the configuration does not exist, so the permit grants nothing. */
        DELETED_CLIENT("deleted-client"),
        /** A client in the configuration is disabled. */
        DISABLED_CLIENT("disabled-client"),
        /** A scope in the configuration does not exist, so it is never granted. */
        UNKNOWN_SCOPE("unknown-scope"),
        /** No request can use the permit. */
        UNREACHABLE("unreachable"),
        /** A permit that is tried earlier grants everything that this one would grant. */
        SHADOWED("shadowed"),
        /** No recorded request used the permit. */
        UNUSED("unused"),
        /** No recorded request used a value of the permit. */
        WIDER_THAN_USED("wider-than-used");

        private final String id;

        Type(String id) {
            this.id = id;
        }

        /** Returns whether the permit does not work as it is; otherwise the problem is only about its use. */
        boolean isDefect() {
            return this != UNUSED && this != WIDER_THAN_USED;
        }

        /** Returns the name in JSON. */
        @JsonValue
        public String id() {
            return id;
        }
    }
}
