package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigNamesTest {

    @ParameterizedTest
    @CsvSource({
        "ACCESS_TOKEN,  access_token,  urn:ietf:params:oauth:token-type:access_token",
        "JWT,           jwt,           urn:ietf:params:oauth:token-type:jwt",
        "ID_TOKEN,      id_token,      urn:ietf:params:oauth:token-type:id_token",
        "REFRESH_TOKEN, refresh_token, urn:ietf:params:oauth:token-type:refresh_token"
    })
    void tokenTypeIsFoundByConfigNameAndByUrn(TokenType type, String name, String urn) {
        assertThat(type.configName()).isEqualTo(name);
        assertThat(type.urn()).isEqualTo(urn);
        assertThat(TokenType.ofConfigName(name)).contains(type);
        assertThat(TokenType.ofUrn(urn)).contains(type);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "saml2",
                "ACCESS_TOKEN",
                " jwt",
                "urn:ietf:params:oauth:token-type:",
                "urn:ietf:params:oauth:token-type:saml2",
                "urn:ietf:params:oauth:token-type:JWT"
            })
    void unknownTokenTypesAreNotFound(String name) {
        assertThat(TokenType.ofConfigName(name)).isEmpty();
        assertThat(TokenType.ofUrn(name)).isEmpty();
    }

    @Test
    void configNamesAndUrnsAreNotInterchangeable() {
        assertThat(TokenType.ofUrn("jwt")).isEmpty();
        assertThat(TokenType.ofConfigName("urn:ietf:params:oauth:token-type:jwt"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN, forbidden", "OPTIONAL, optional", "REQUIRED, required"})
    void actorRuleIsFoundByConfigName(ActorRule rule, String name) {
        assertThat(rule.configName()).isEqualTo(name);
        assertThat(ActorRule.ofConfigName(name)).contains(rule);
    }

    @ParameterizedTest
    @CsvSource({"DELEGATION, delegation", "IMPERSONATION, impersonation"})
    void actorSemanticsAreFoundByConfigName(ActorSemantics semantics, String name) {
        assertThat(semantics.configName()).isEqualTo(name);
        assertThat(ActorSemantics.ofConfigName(name)).contains(semantics);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "none", "Optional", "DELEGATION"})
    void unknownRulesAndSemanticsAreNotFound(String name) {
        assertThat(ActorRule.ofConfigName(name)).isEmpty();
        assertThat(ActorSemantics.ofConfigName(name)).isEmpty();
    }
}
