package dev.oauth2notebook.keycloak.tokenexchange.permits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitReaderTest {

    private final PermitReader<Permit> reader = new PermitReader<>(PermitExecutorFactory.ID, PermitConfig.class);

    @Test
    void permitIsNamedAfterItsProfile() {
        String profiles = profiles(profile("one", "a"), profile("two", "b"));
        assertThat(reader.read(config("b"), profiles).name()).isEqualTo("two");
        assertThat(reader.read(config("a"), profiles).permit().audiences()).containsExactly("a");
    }

    @Test
    void permitOfSeveralProfilesIsNamedAfterTheFirst() {
        assertThat(reader.read(config("a"), profiles(profile("one", "a"), profile("two", "a")))
                        .name())
                .isEqualTo("one");
    }

    @Test
    void permitIsParsedOnceUntilTheProfilesChange() {
        String profiles = profiles(profile("one", "a"));
        ParsedPermit<Permit> parsed = reader.read(config("a"), profiles);
        assertThat(reader.read(config("a"), profiles)).isSameAs(parsed);
        assertThat(reader.read(config("a"), profiles(profile("renamed", "a"))).name())
                .isEqualTo("renamed");
    }

    @Test
    void equalProfilesOfAnotherRealmAreParsedSeparately() {
        String profiles = profiles(profile("one", "a"));
        assertThat(reader.read(config("a"), profiles)).isNotSameAs(reader.read(config("a"), new String(profiles)));
    }

    @Test
    void permitWithoutAProfileIsCalledUnnamed() {
        for (String profiles : new String[] {null, "{}", profiles(profile("one", "a"))}) {
            ParsedPermit<Permit> parsed = reader.read(config("b"), profiles);
            assertThat(parsed.name()).isEqualTo("unnamed");
            assertThat(parsed.permit().audiences()).containsExactly("b");
        }
    }

    @Test
    void otherExecutorsAndThoseWithoutConfigurationAreIgnored() {
        String profiles = profiles(
                "{'name': 'none'}",
                "{'name': 'other', 'executors': [{'executor': 'pkce-enforcer', 'configuration': {'audiences': ['a']}},"
                        + " {'executor': 'token-exchange-permit'}]}",
                profile("one", "a"));
        assertThat(reader.read(config("a"), profiles).name()).isEqualTo("one");
    }

    @Test
    void invalidPermitHasProblems() {
        ParsedPermit<Permit> parsed = reader.read(config("a", "max-depth", "none"), "{}");
        assertThat(parsed.permit()).isNull();
        assertThat(parsed.problems()).singleElement().asString().contains("max-depth", "none");
    }

    @Test
    void invalidProfilesAreRejected() {
        assertThatThrownBy(() -> reader.read(config("a"), "[")).isInstanceOf(IllegalStateException.class);
    }

    private static PermitConfig config(String audience, String... more) {
        PermitConfig config = new PermitConfig();
        config.setConfigAsMap(PermitConfig.SUBJECT_CLIENTS, List.of("app"));
        config.setConfigAsMap(PermitConfig.AUDIENCES, List.of(audience));
        if (more.length > 0) {
            config.setConfigAsMap(more[0], more[1]);
        }
        return config;
    }

    private static String profile(String name, String audience) {
        return "{'name': '%s', 'executors': [{'executor': 'token-exchange-permit', 'configuration': %s}]}"
                .formatted(name, "{'subject-clients': ['app'], 'audiences': ['%s']}".formatted(audience));
    }

    private static String profiles(String... profiles) {
        return "{'profiles': [%s]}".formatted(String.join(",", profiles)).replace('\'', '"');
    }
}
