package dev.oauth2notebook.keycloak.tokenexchange.simulation;

/** The description of an exchange is invalid, or names something that does not exist in the realm. */
public final class InvalidDescription extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * @param field path of the invalid field, as in {@code subject.client}; empty for the whole description
     * @param message what is wrong with it
     */
    public InvalidDescription(String field, String message) {
        super(field.isEmpty() ? message : field + ": " + message);
        this.field = field;
    }

    /** Returns the path of the invalid field. */
    public String field() {
        return field;
    }
}
