package dev.oauth2notebook.keycloak.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.keycloak.provider.ProviderFactory;

/** A jar with a provider of the tests, for the folder {@code providers} of a test server. */
public final class ProviderJar {

    private ProviderJar() {}

    /**
     * Writes the jar.
     *
     * @param file the file to write
     * @param provider the provider's factory, a class that needs no other class of the tests in the server
     * @param service the interface under which Keycloak finds it
     */
    public static <F extends ProviderFactory<?>> void write(Path file, Class<? extends F> provider, Class<F> service)
            throws IOException {
        String classFile = provider.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                InputStream code = provider.getClassLoader().getResourceAsStream(classFile)) {
            jar.putNextEntry(new JarEntry(classFile));
            code.transferTo(jar);
            jar.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
            jar.write(provider.getName().getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry("META-INF/beans.xml")); // Otherwise Keycloak does not find JAX-RS methods.
        }
    }
}
