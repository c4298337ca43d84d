package dev.oauth2notebook.keycloak.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks that the image and {@code serve} use the same JVM options, which are the ones that are benchmarked. */
class JvmOptionsTest {

    @Test
    void imageAndServeUseTheSameOptions() {
        List<String> chosen = Sources.find("^jvm_options='(.*?)'", Sources.text("serve"));
        assertThat(chosen).hasSize(1);
        assertThat(Sources.find("JAVA_OPTS_KC_HEAP=\"(.*?)\"", Sources.text("Dockerfile")))
                .singleElement()
                .asString()
                .endsWith(chosen.get(0));
    }
}
