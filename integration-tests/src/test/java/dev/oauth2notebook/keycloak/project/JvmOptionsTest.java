package dev.oauth2notebook.keycloak.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The image and {@code serve} run the same garbage collector, the one that is measured. */
class JvmOptionsTest {

    @Test
    void imageAndServeAgreeOnTheGarbageCollector() {
        List<String> chosen = Sources.find("^garbage_collector='(.*?)'", Sources.text("serve"));
        assertThat(chosen).hasSize(1);
        assertThat(Sources.find("JAVA_OPTS_KC_HEAP=\"(.*?)\"", Sources.text("Dockerfile")))
                .singleElement()
                .asString()
                .endsWith(chosen.get(0));
    }
}
