package dev.oauth2notebook.keycloak.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryScriptTest {

    private static final String BEFORE =
            " if (typeof history.replaceState === 'function') {  history.replaceState({}, \"some title\", \"";
    private static final String URL = "http://localhost:8080/realms/notebook/login-actions/authenticate?a=b&tab_id=c";

    @Test
    void keycloaksScriptIsAllowed() {
        assertThat(HistoryScript.hashSource(page(BEFORE + URL + "\"); }")))
                .contains("'sha256-ijRD8TwvSJUzEWnhKlhY7Vsiz0vl1wW+dvHuEcB2XVg='");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert(1)",
                BEFORE + URL + "\"); alert(1); }",
                BEFORE + URL + "\" + alert(1) + \"\"); }",
                BEFORE + "</SCRIPT><SCRIPT>alert(1)//\"); }",
                BEFORE + "\\\"); }"
            })
    void otherScriptsAreNotAllowed(String script) {
        assertThat(HistoryScript.hashSource(page(script))).isEmpty();
    }

    @Test
    void scriptInTheBodyIsNotAllowed() {
        assertThat(HistoryScript.hashSource("<body><SCRIPT>" + BEFORE + URL + "\"); }</SCRIPT></body>"))
                .isEmpty();
    }

    private static String page(String script) {
        return "<html><head><title>x</title><SCRIPT>" + script + "</SCRIPT></head><body></body></html>";
    }
}
