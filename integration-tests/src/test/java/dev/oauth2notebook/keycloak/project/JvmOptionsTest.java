package dev.oauth2notebook.keycloak.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The image and {@code serve} have the same JVM options, those that are measured. */
class JvmOptionsTest {

    @Test
    void imageAndServeAgree() {
        List<String> chosen = Sources.find("^jvm_options='(.*?)'", Sources.text("serve"));
        assertThat(chosen).hasSize(1);
        assertThat(Sources.find("JAVA_OPTS_KC_HEAP=\"(.*?)\"", Sources.text("Dockerfile")))
                .singleElement()
                .asString()
                .endsWith(chosen.get(0));
    }
}
