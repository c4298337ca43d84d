package dev.oauth2notebook.keycloak.explorer.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "OFF,   none,  OFF",
                "OFF,   local, OFF",
                "OWN,   none,  OWN",
                "OWN,   '  ',  OWN",
                "OWN,   off,   OFF",
                "OWN,   own,   OWN",
                "OWN,   local, OWN",
                "LOCAL, none,  LOCAL",
                "LOCAL, off,   OFF",
                "LOCAL, own,   OWN",
                "LOCAL, ' own ', OWN",
                "LOCAL, local, LOCAL",
                "LOCAL, LOCAL, OFF",
                "LOCAL, on,    OFF"
            })
    void realmCanOnlyNarrowTheMode(Mode server, String attribute, Mode expected) {
        assertThat(server.narrowedBy(attribute)).isEqualTo(expected);
    }
}
