package dev.oauth2notebook.keycloak.signatures;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.jboss.logging.Logger;
import org.keycloak.common.Profile;

/**
 * The Amazon Corretto Crypto Provider, which is asked by us alone: it is no provider of the JVM.
 *
 * @param provider null if it cannot be used
 * @param description its name and version, or why it cannot be used
 */
public record NativeLibrary(Provider provider, String description) {

    private static final Logger LOG = Logger.getLogger(NativeLibrary.class);

    /** Returns the library, loaded and logged once. */
    public static NativeLibrary loaded() {
        return Holder.LIBRARY;
    }

    public boolean isUsable() {
        return provider != null;
    }

    public static NativeLibrary load(boolean fips) {
        if (fips) {
            return unusable(Logger.Level.INFO, "the server is in FIPS mode");
        }
        try {
            return Corretto.load();
        } catch (NoClassDefFoundError e) {
            return unusable(Logger.Level.INFO, "the Amazon Corretto Crypto Provider is not among the providers");
        } catch (LinkageError e) {
            return doesNotLoad(e);
        }
    }

    private static NativeLibrary doesNotLoad(Throwable error) {
        return unusable(Logger.Level.WARN, "the Amazon Corretto Crypto Provider does not load here: " + error);
    }

    private static NativeLibrary unusable(Logger.Level level, String reason) {
        LOG.logf(level, "Signing with Keycloak's own providers: %s.", reason);
        return new NativeLibrary(null, reason);
    }

    /** All that names the library: a class of its own, because it cannot be linked where the library is missing. */
    private static final class Corretto {
        public static NativeLibrary load() {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            Throwable error = provider.getLoadingError();
            if (error != null) {
                return doesNotLoad(error);
            }
            LOG.infof("Signing natively, with Amazon Corretto Crypto Provider %s", provider.getVersionStr());
            return new NativeLibrary(provider, "Amazon Corretto Crypto Provider " + provider.getVersionStr());
        }
    }

    private static final class Holder {
        static final NativeLibrary LIBRARY = load(Profile.isFeatureEnabled(Profile.Feature.FIPS));
    }
}
