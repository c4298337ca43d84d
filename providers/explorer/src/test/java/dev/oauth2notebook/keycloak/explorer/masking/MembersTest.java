package dev.oauth2notebook.keycloak.explorer.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembersTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'access_token':'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln'} | {'access_token':'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.•••'}",
                "{'expires_in':300,'token_type':'Bearer'}                   | {'expires_in':300,'token_type':'Bearer'}",
                "{'client_secret':'canary','client_id':'a'}                 | {'client_secret':'•••','client_id':'a'}",
                "{'registration_access_token':'canary'}                     | {'registration_access_token':'•••'}",
                "{'unknown':{'client_id':'canary'},'other':[1],'third':7}   | {'unknown':'•••','other':'•••','third':'•••'}",
                "{'access_token':{'nested':'canary'}}                       | {'access_token':'•••'}",
                "{'active':true,'act':{'sub':'b'},'aud':['x'],'exp':1}      | {'active':true,'act':{'sub':'b'},'aud':['x'],'exp':1}",
                "{'device_code':'0123456789abcdef','user_code':'BCDF-GHJK'} | {'device_code':'0123•••','user_code':'BC•••'}",
                "{'verification_uri_complete':'http://a/d?user_code=BCDF-GHJK'} | {'verification_uri_complete':'http://a/d?user_code=BC•••'}",
                "{'scope':null}                                             | {'scope':null}",
                "['canary']                                                 | '•••'"
            })
    void membersThatAreNotListedAreHidden(String response, String masked) throws JsonProcessingException {
        assertThat(Members.mask(MAPPER.readTree(response.replace('\'', '"'))).toString())
                .isEqualTo(masked.replace('\'', '"'));
    }
}
