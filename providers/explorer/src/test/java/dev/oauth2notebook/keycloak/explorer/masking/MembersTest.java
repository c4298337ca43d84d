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
                "{'redirect_uris':['https://a/?key=canary',7]}               | {'redirect_uris':['https://a/?key=•••','•••']}",
                "['canary']                                                 | '•••'"
            })
    void membersThatAreNotListedAreHidden(String response, String masked) throws JsonProcessingException {
        assertThat(Members.mask(MAPPER.readTree(response.replace('\'', '"'))).toString())
                .isEqualTo(masked.replace('\'', '"'));
    }

    /** Whoever sends a request chooses the names and types. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'client_name':{'nested':'canary'}}                        | {'client_name':'•••'}",
                "{'redirect_uris':[['canary'],{'a':'canary'}]}              | {'redirect_uris':['•••','•••']}",
                "{'canary with spaces':'a','jwks':{'keys':['canary']}}      | {'•••':'•••','jwks':'•••'}",
                "{'client_secret':'canary','software_statement':'canary'}   | {'client_secret':'•••','software_statement':'•••'}",
                "{'client_uri':'https://a:canary@b/?key=canary'}            | {'client_uri':'https://•••@b/?key=•••'}",
                "{'token':'canary-that-is-long'}                            | {'token':'•••'}",
                "{'redirect_uris':['https://a/cb'],'client_name':'App'}     | {'redirect_uris':['https://a/cb'],'client_name':'App'}",
                "{'client_name':'Who? Me','grant_types':[7,true]}           | {'client_name':'Who? Me','grant_types':[7,true]}",
                "{'require_auth_time':true,'scope':null}                    | {'require_auth_time':true,'scope':null}"
            })
    void requestsShowTextsAndListsOfTextsOnly(String request, String masked) throws JsonProcessingException {
        assertThat(Members.maskSent(MAPPER.readTree(request.replace('\'', '"'))).toString())
                .isEqualTo(masked.replace('\'', '"'));
    }
}
