package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.MayAct;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.util.JsonSerialization;

/** The claim {@code may_act} (RFC 8693 §4.4) as JSON. */
class ActorClaimsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[{}]",
                "'backend'",
                "['backend']",
                "42",
                "true",
                "{'client_id': ['backend']}",
                "{'client_id': 'backend', 'iss': 'https://other.example'}",
                "[{'client_id': 'backend', 'iss': 'https://other.example'}]",
                "[[{'client_id': 'backend'}]]",
                "{'sub': null, 'client_id': 'backend'}",
            })
    void malformedClaimNamesNobody(String json) throws IOException {
        MayAct mayAct = parse(json);

        assertThat(mayAct).isNotNull();
        assertThat(mayAct.names("backend", "sa-backend")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'client_id': 'backend'}                                       | backend | true",
                "{'client_id': 'backend', 'sub': 'sa-backend'}                  | backend | true",
                "{'client_id': 'backend', 'sub': 'sa-other'}                    | backend | false",
                "[{'client_id': 'backend'}, {'client_id': 'gateway'}]           | backend | true",
                "[{'client_id': 'backend'}, {'client_id': 'gateway'}]           | gateway | true",
                "[{'client_id': 'backend'}, {'client_id': 'gateway'}]           | batch   | false",
                "[{'client_id': 'x', 'iss': 'y'}, {'client_id': 'backend'}]     | backend | true",
                "[{'client_id': 'backend', 'sub': 'x'}, {'sub': 'sa-gateway'}]  | backend | false",
            })
    void claimNamesOneOrSeveralParties(String json, String clientId, boolean named) throws IOException {
        assertThat(parse(json).names(clientId, "sa-" + clientId)).isEqualTo(named);
    }

    @Test
    void missingClaimIsNotAClaimThatNamesNobody() {
        assertThat(ActorClaims.toMayAct(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'client_id':'backend'}",
                "{'client_id':'backend','sub':'sa-backend'}",
                "[{'client_id':'backend'},{'client_id':'gateway','sub':'sa-gateway'}]",
            })
    void claimIsWrittenAsItWasRead(String json) throws IOException {
        assertThat(JsonSerialization.writeValueAsString(ActorClaims.toClaim(parse(json))))
                .isEqualTo(json.replace('\'', '"'));
    }

    private static MayAct parse(String json) throws IOException {
        return ActorClaims.toMayAct(JsonSerialization.readValue(json.replace('\'', '"'), Object.class));
    }
}
