package dev.oauth2notebook.keycloak.support;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings of the realm {@code notebook} that a test changes; {@link #restore} restores the shipped ones. Test classes whose
 * changes others would notice must be isolated.
 */
public final class RealmSettings {

    private final Admin admin;
    private final Map<String, Object> before = new HashMap<>();

    private RealmSettings(Server server, Map<String, ?> changes) {
        admin = new Admin(server);
        Map<String, Object> realm = read(admin);
        changes.keySet().forEach(name -> before.put(name, realm.get(name)));
        update(changes);
    }

    /** Changes settings, named as in a realm file. */
    public static RealmSettings change(Map<String, ?> changes) {
        return change(NotebookServer.get(), changes);
    }

    /** Changes settings of the realm at another server than the usual one. */
    public static RealmSettings change(Server server, Map<String, ?> changes) {
        return new RealmSettings(server, changes);
    }

    /** Sets a realm attribute. */
    @SuppressWarnings("unchecked")
    public static RealmSettings attribute(String name, String value) {
        Map<String, String> attributes =
                (Map<String, String>) read(new Admin(NotebookServer.get())).get("attributes");
        return change(Map.of("attributes", OAuth2.with(attributes, name, value)));
    }

    /** Sets the settings to what they were before. */
    public void restore() {
        update(before);
    }

    private static Map<String, Object> read(Admin admin) {
        return admin.request().get("/notebook").jsonPath().getMap("$");
    }

    /** Sends the whole realm, because Keycloak resets some settings that are left out, such as those for passkeys. */
    private void update(Map<String, ?> settings) {
        Map<String, Object> realm = read(admin);
        realm.putAll(settings);
        admin.request().body(realm).put("/notebook").then().statusCode(204);
    }
}
