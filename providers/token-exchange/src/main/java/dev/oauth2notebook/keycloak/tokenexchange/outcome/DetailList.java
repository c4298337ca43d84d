package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import java.util.List;

/** Lists in event details. */
public final class DetailList {

    /** Keeps events small: they are stored in a database and sent to every event listener. */
    static final int MAX_LENGTH = 1000;

    private static final String SEPARATOR = "; ";

    private DetailList() {}

    /**
     * Joins entries with semicolons. Where the text would exceed {@value #MAX_LENGTH} characters, the number of the
     * remaining entries follows instead.
     *
     * @param entries the entries; may be empty
     */
    public static String join(List<String> entries) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            String rest = (entries.size() - i) + " more";
            if (text.length() + entry.length() + SEPARATOR.length() + rest.length() > MAX_LENGTH) {
                return text + rest;
            }
            text.append(entry).append(i < entries.size() - 1 ? SEPARATOR : "");
        }
        return text.toString();
    }
}
