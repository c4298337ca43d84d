package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A change after which a request passes one more check of a permit.
 *
 * @param target what to change
 * @param key key of the permit, or the parameter of the request
 * @param value the new value of the key of a permit; {@code null} for other targets
 * @param text the change in words
 */
public record Change(Target target, String key, Object value, String text) {

    /** What an administrator or the developer of a client can change. */
    public enum Target {
        /** A key of the permit. */
        PERMIT("permit"),
        /** The request of the client. */
        REQUEST("request"),
        /** The client that sends the request. */
        REQUESTER("requester");

        private final String id;

        Target(String id) {
            this.id = id;
        }

        /** Returns the name in JSON. */
        @JsonValue
        public String id() {
            return id;
        }
    }

    static Change ofRequest(String parameter, String text) {
        return new Change(Target.REQUEST, parameter, null, text);
    }
}
