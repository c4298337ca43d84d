package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionParserTest {

    @Test
    void descriptionIsParsed() {
        SimulationRequest request = DescriptionParser.parse("""
                {"requester": "backend", "audience": ["orders"], "scope": "read",
                 "subject": {"client": "frontend", "user": "alice", "act": [{"client": "app"}], "expiresIn": 5}}""");
        assertThat(request.requester()).isEqualTo("backend");
        assertThat(request.audience()).containsExactly("orders");
        assertThat(request.resource()).isEmpty();
        assertThat(request.subject().act())
                .extracting(SimulationRequest.Party::client)
                .containsExactly("app");
        assertThat(request.subject().expiresIn()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"requestor\": \"a\"} | requestor",
                "{\"subject\": {\"cleint\": \"a\"}} | subject.cleint",
                "{\"subject\": {\"act\": [{\"x\": 1}]}} | subject.act.x",
                "{\"audience\": \"a\"} | audience",
                "{\"audience\": [null]} | ''",
                "{\"subject\": {\"expiresIn\": \"soon\"}} | subject.expiresIn",
                "[] | ''",
                "null | ''",
                "{ | ''",
                "{} {} | ''",
            })
    void invalidDescriptionIsRejectedWithTheField(String json, String field) {
        assertThatThrownBy(() -> DescriptionParser.parse(json))
                .isInstanceOfSatisfying(
                        InvalidDescription.class, e -> assertThat(e.field()).isEqualTo(field));
    }
}
