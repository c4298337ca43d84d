package dev.oauth2notebook.keycloak.aliases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmptyScopeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&",
                "a=%ff&&b&=c&",
                "scope=openid",
                "scope=%20",
                "scope=+",
                "scope==",
                "scope=&scope=",
                "scope&scope",
                "scope=&scope=openid",
                "scope=openid&scope=",
                "Scope=",
                "%73cope=",
                "xscope=",
                "scopes=",
                "state=scope=",
                "state=&scope%3D",
            })
    void otherQueriesAreUnchanged(String query) {
        assertThat(EmptyScope.removeFrom(query)).isSameAs(query);
    }

    @ParameterizedTest
    @CsvSource({
        "scope=, ''",
        "scope, ''",
        "scope=&a=%2b+~, a=%2b+~",
        "a=1&scope=&b=%c3%A4, a=1&b=%c3%A4",
        "a=1&scope&b=2, a=1&b=2",
        "a=1&scope=, a=1",
        "&&scope=&&, &&&",
        "a=scope=&scope=, a=scope=",
    })
    void onlyTheEmptyScopeIsRemovedFromAQuery(String query, String rest) {
        assertThat(EmptyScope.removeFrom(query)).isEqualTo(rest);
    }

    @Test
    void missingQueryIsAccepted() {
        assertThat(EmptyScope.removeFrom((String) null)).isNull();
    }

    @Test
    void otherFormsAreUnchanged() {
        for (List<String> scope : List.of(List.of("openid"), List.of(" "), List.of("", ""), List.of("", "openid"))) {
            MultivaluedMap<String, String> form = form(scope);
            assertThat(EmptyScope.removeFrom(form)).isSameAs(form);
        }
        MultivaluedMap<String, String> none = new MultivaluedHashMap<>();
        assertThat(EmptyScope.removeFrom(none)).isSameAs(none);
    }

    @Test
    void emptyScopeIsRemovedFromACopyOfAForm() {
        MultivaluedMap<String, String> form = form(List.of(""));
        assertThat(EmptyScope.removeFrom(form)).isEqualTo(new MultivaluedHashMap<>(Map.of("empty", "")));
        assertThat(form).containsKey("scope");
    }

    private static MultivaluedMap<String, String> form(List<String> scope) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.put("scope", scope);
        form.add("empty", "");
        return form;
    }
}
