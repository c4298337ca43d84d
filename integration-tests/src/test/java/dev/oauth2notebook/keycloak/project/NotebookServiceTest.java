package dev.oauth2notebook.keycloak.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Compose profile {@code notebook}. JupyterLab executes arbitrary code, so it must not be reachable by others. */
class NotebookServiceTest {

    private static final String COMPOSE = Sources.text("docker-compose.yml");

    private final Map<String, Map<String, Object>> services =
            Sources.<Map<String, Map<String, Map<String, Object>>>>yaml(COMPOSE).get("services");

    @Test
    void portsArePublishedOnLocalhostOnly() {
        assertThat(strings("ports")).hasSize(2).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void tokenAuthenticationIsNotDisabled() {
        assertThat(strings("command")).isNotEmpty().noneMatch(option -> option.matches("(?i).*(token|password).*"));
    }

    @Test
    void imageAndItsPackagesArePinned() {
        assertThat(Sources.find("^FROM (.*)$", Sources.text("notebook/Dockerfile")))
                .singleElement()
                .asString()
                .matches("quay\\.io/jupyter/minimal-notebook:\\d{4}-\\d{2}-\\d{2}");
        assertThat(Sources.text("notebook/Dockerfile")).contains("-c /tmp/constraints.txt");
        assertThat(Sources.find("^([^#\\s].*)$", Sources.text("notebook/constraints.txt")))
                .isNotEmpty()
                .allMatch(line -> line.matches("[\\w-]+==[\\d.]+"));
    }

    @Test
    void servicesStartOnlyWithTheProfile() {
        assertThat(List.of("notebook", "notebook-gate"))
                .allSatisfy(name -> assertThat(services.get(name)).containsEntry("profiles", List.of("notebook")));
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String key) {
        return (List<String>) services.get("notebook").get(key);
    }
}
