package dev.oauth2notebook.keycloak.explorer;

import dev.oauth2notebook.keycloak.common.LiveExplorer;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.explorer.cluster.ClusterExchange;
import dev.oauth2notebook.keycloak.explorer.live.Watchers;
import dev.oauth2notebook.keycloak.explorer.options.ExplorerOptions;
import dev.oauth2notebook.keycloak.explorer.options.Mode;
import dev.oauth2notebook.keycloak.explorer.recording.Recorder;
import dev.oauth2notebook.keycloak.explorer.web.ExplorerResource;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * Creates the realm resource {@value LiveExplorer#ID}, and starts the recorder if the options switch it on.
 *
 * @see ExplorerResource
 * @see Recorder
 */
public final class ExplorerResourceProviderFactory implements RealmResourceProviderFactory, ShownInServerInfo {

    private ExplorerOptions options;
    private Recorder recorder;
    private Watchers watchers;
    private ClusterExchange cluster;

    @Override
    public String getId() {
        return LiveExplorer.ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {

            /** Keycloak returns 404 if the resource is {@code null}. */
            @Override
            public Object getResource() {
                return isOn(session.getContext().getRealm()) ? new ExplorerResource(session, recorder, watchers) : null;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void init(Config.Scope config) {}

    /** Keycloak's runtime options, on which the check of {@code local} depends, are available only from here on. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        options = ExplorerOptions.read();
        if (options.mode() == Mode.OFF) {
            return;
        }
        recorder = Recorder.start(options);
        watchers = new Watchers(recorder);
        factory.register(event -> {
            if (event instanceof PostMigrationEvent && ClusterExchange.isClustered()) {
                cluster = ClusterExchange.start(factory, recorder, watchers::announce);
            }
        });
    }

    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
        if (recorder != null) {
            watchers.close();
            recorder.stop();
        }
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ExplorerOptions.metadata();
    }

    @Override
    public Map<String, String> effectiveOptions() {
        return options.values();
    }

    private boolean isOn(RealmModel realm) {
        return recorder != null
                && options.mode().narrowedBy(realm.getAttribute(ExplorerOptions.REALM_ATTRIBUTE)) != Mode.OFF;
    }
}
