package dev.oauth2notebook.keycloak.explorer.recording;

import java.util.function.Supplier;

/**
 * A recorded request of this or another node. It is rendered when somebody first wants to see it, because most requests
 * to a busy server are never looked at.
 */
public final class Recorded {

    private final String id;
    private final String realm;
    private Supplier<Rendering> source;
    private Rendering rendering;

    /**
     * @param id its id
     * @param realm id of its realm
     * @param source renders it; called at most once
     */
    public Recorded(String id, String realm, Supplier<Rendering> source) {
        this.id = id;
        this.realm = realm;
        this.source = source;
    }

    public String id() {
        return id;
    }

    /** Returns the id of its realm. */
    public String realm() {
        return realm;
    }

    /** Returns the request as viewers get it. */
    public synchronized Rendering rendering() {
        if (rendering == null) {
            rendering = source.get();
            source = null;
        }
        return rendering;
    }
}
