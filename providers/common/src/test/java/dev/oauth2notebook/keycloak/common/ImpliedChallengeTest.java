package dev.oauth2notebook.keycloak.common;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ClientModel;

class ImpliedChallengeTest {

    @ParameterizedTest
    @ValueSource(strings = {"code_challenge", "code_challenge_method"})
    void challengeOfTheClientIsKept(String parameter) {
        MultivaluedMap<String, String> form = form(parameter, "");
        assertThat(ImpliedChallenge.addTo(form, client("S256"))).isSameAs(form);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void noChallengeIsAddedIfPkceIsNotRequired(String method) {
        MultivaluedMap<String, String> form = form("scope", "openid");
        assertThat(ImpliedChallenge.addTo(form, client(method))).isSameAs(form);
    }

    @Test
    void noChallengeIsAddedBeforeClientAuthentication() {
        MultivaluedMap<String, String> form = form("scope", "openid");
        assertThat(ImpliedChallenge.addTo(form, null)).isSameAs(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S256", "plain"})
    void challengeWithTheRequiredMethodIsAdded(String method) {
        MultivaluedMap<String, String> form = form("scope", "openid");
        MultivaluedMap<String, String> complete = ImpliedChallenge.addTo(form, client(method));
        assertThat(form).containsOnlyKeys("scope");
        assertThat(complete).containsOnlyKeys("scope", "code_challenge", "code_challenge_method");
        assertThat(complete.getFirst("code_challenge_method")).isEqualTo(method);
        assertThat(complete.getFirst("code_challenge")).matches("[A-Za-z0-9._~-]{43,128}");
    }

    private static MultivaluedMap<String, String> form(String name, String value) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle(name, value);
        return form;
    }

    private static ClientModel client(String method) {
        return (ClientModel) Proxy.newProxyInstance(
                ClientModel.class.getClassLoader(),
                new Class<?>[] {ClientModel.class},
                (proxy, called, arguments) -> called.getName().equals("getAttribute") ? method : null);
    }
}
