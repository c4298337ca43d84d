package dev.oauth2notebook.keycloak.signatures;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.jboss.logging.Logger;
import org.keycloak.common.Profile;

/**
 * The Amazon Corretto Crypto Provider. It is not registered with the JVM, so only this module uses it.
 *
 * @param provider the provider, or {@code null} if it cannot be used
 * @param description name and version of the provider, or the reason why it cannot be used
 * @see NativeKeys
 */
public record NativeLibrary(Provider provider, String description) {

    private static final Logger LOG = Logger.getLogger(NativeLibrary.class);

    /** Returns the library, which is loaded on the first call. */
    public static NativeLibrary get() {
        return Holder.LIBRARY;
    }

    /** Returns whether the provider can be used. */
    public boolean isUsable() {
        return provider != null;
    }

    /**
     * Loads the library and logs the result.
     *
     * @param fips whether the server is in FIPS mode, in which the library is not used
     * @return the library, which may not be usable
     */
    public static NativeLibrary load(boolean fips) {
        if (fips) {
            return unusable(Logger.Level.INFO, "the server is in FIPS mode");
        }
        try {
            return Corretto.load();
        } catch (NoClassDefFoundError e) {
            return unusable(Logger.Level.INFO, "the Amazon Corretto Crypto Provider is not installed");
        } catch (LinkageError e) {
            return loadingFailed(e);
        }
    }

    private static NativeLibrary loadingFailed(Throwable error) {
        return unusable(Logger.Level.WARN, "the Amazon Corretto Crypto Provider cannot be loaded: " + error);
    }

    private static NativeLibrary unusable(Logger.Level level, String reason) {
        LOG.logf(level, "Signing with Keycloak's own providers: %s.", reason);
        return new NativeLibrary(null, reason);
    }

    /** All references to the library: in a separate class, because it cannot be linked if the library is missing. */
    private static final class Corretto {
        public static NativeLibrary load() {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            Throwable error = provider.getLoadingError();
            if (error != null) {
                return loadingFailed(error);
            }
            LOG.infof("Signing with Amazon Corretto Crypto Provider %s", provider.getVersionStr());
            return new NativeLibrary(provider, "Amazon Corretto Crypto Provider " + provider.getVersionStr());
        }
    }

    private static final class Holder {
        static final NativeLibrary LIBRARY = load(Profile.isFeatureEnabled(Profile.Feature.FIPS));
    }
}
