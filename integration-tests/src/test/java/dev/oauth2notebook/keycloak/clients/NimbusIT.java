package dev.oauth2notebook.keycloak.clients;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client built on Nimbus OAuth SDK, as {@code docs/clients.md} describes it. */
@ExtendWith(NotebookServer.class)
class NimbusIT {

    private static final String CALLBACK = "http://127.0.0.1:9000/callback";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Person person = new Admin(NotebookServer.get()).newPerson();
    private final ClientAuthentication backend =
            new ClientSecretBasic(new ClientID("backend"), new Secret(oauth.env("BACKEND_CLIENT_SECRET")));

    @Test
    void documentedCodeIsTheCodeOfThisTest() {
        List<String> documented = ClientsPage.code("Nimbus OAuth SDK");
        assertThat(documented).hasSize(2);
        String source = ClientsPage.text(
                "integration-tests/src/test/java/" + getClass().getName().replace('.', '/') + ".java");
        assertThat(documented).allSatisfy(block -> assertThat(withoutWhitespace(source))
                .contains(withoutWhitespace(
                        block.replaceAll("\"http://localhost:8080(/[^\"]*)\"", "oauth.url(\"$1\")"))));
    }

    @Test
    void serverUrlIsNotTheIssuer() {
        assertThatThrownBy(() -> OIDCProviderMetadata.resolve(new Issuer(oauth.url(""))))
                .isInstanceOf(GeneralException.class)
                .hasMessageContaining("issuer doesn't match");
    }

    @Test
    void rootDocumentCanBeParsedAndNamesTheAliases() throws Exception {
        OIDCProviderMetadata server = rootMetadata();
        assertThat(server.getIssuer()).isEqualTo(new Issuer(oauth.url("/realms/notebook")));
        assertThat(server.getTokenEndpointURI()).hasToString(oauth.url("/token"));
    }

    @Test
    void responseOfAnotherIssuerIsRefused() {
        assertThatThrownBy(() -> signIn(request ->
                        URI.create(browse(request).toString().replace("realms%2Fnotebook", "realms%2Fother"))))
                .hasMessageContaining("another server");
    }

    @Test
    void errorResponseIsReported() {
        assertThatThrownBy(() ->
                        signIn(request -> browse(URI.create(request.toString().replace("api%3Aread", "video%3Aread")))))
                .isInstanceOfSatisfying(GeneralException.class, refused -> assertThat(refused.getErrorObject())
                        .isEqualTo(OAuth2Error.INVALID_SCOPE));
    }

    @Test
    void idTokenIsRefusedIfTheServerUrlIsTakenForTheIssuer() throws Exception {
        Session session = signIn(this::browse);
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(oauth.url("")),
                session.client().getClientID(),
                JWSAlgorithm.RS256,
                session.server().getJWKSetURI().toURL());
        assertThatThrownBy(() -> validator.validate(session.tokens().getIDToken(), null))
                .isInstanceOf(BadJWTException.class)
                .hasMessageContaining("Unexpected JWT issuer");
    }

    @Test
    void personSignsInCallsTheApiAndSignsOut() throws Exception {
        Session session = signIn(this::browse);
        assertThat(session.claims().getStringClaim("preferred_username")).isEqualTo(person.name());
        assertThat(session.claims().getStringClaim("email")).isNotNull();
        assertThat(session.tokens().getAccessToken().getScope())
                .isEqualTo(Scope.parse("openid profile email api:read"));

        OIDCTokens refreshed = tokens(
                session.server(),
                session.client(),
                new RefreshTokenGrant(session.tokens().getRefreshToken()));
        assertThat(refreshed.getAccessToken()).isNotEqualTo(session.tokens().getAccessToken());
        given().auth()
                .oauth2(refreshed.getAccessToken().getValue())
                .get(oauth.url("/api/resource"))
                .then()
                .statusCode(200);

        TokenIntrospectionSuccessResponse state = introspect(session.server(), refreshed.getAccessToken());
        assertThat(state.isActive()).isTrue();
        assertThat(state.getUsername()).isEqualTo(person.name());
        assertThat(state.getAudience()).containsExactly(new Audience("backend"));

        URI logout = new LogoutRequest(
                        session.server().getEndSessionEndpointURI(),
                        refreshed.getIDToken(),
                        URI.create(CALLBACK),
                        new State("signed-out"))
                .toURI();
        assertThat(browse(logout)).hasToString(CALLBACK + "?state=signed-out");
        assertThat(introspect(session.server(), refreshed.getAccessToken()).isActive())
                .isFalse();
        TokenResponse refused =
                send(session.server(), session.client(), new RefreshTokenGrant(refreshed.getRefreshToken()));
        assertThat(refused.toErrorResponse().getErrorObject()).isEqualTo(OAuth2Error.INVALID_GRANT);
    }

    @Test
    void backendGetsATokenOfItsOwnAndExchangesAnother() throws Exception {
        OIDCProviderMetadata server = rootMetadata();
        TokenRequest request = new TokenRequest.Builder(
                        server.getTokenEndpointURI(), backend, new ClientCredentialsGrant())
                .scope(Scope.parse("api:read"))
                .build();
        AccessToken own = TokenResponse.parse(request.toHTTPRequest().send())
                .toSuccessResponse()
                .getTokens()
                .getAccessToken();
        assertThat(own.getScope()).isEqualTo(Scope.parse("api:read"));

        AuthorizationGrant exchange = new TokenExchangeGrant(
                signIn(this::browse).tokens().getAccessToken(),
                TokenTypeURI.ACCESS_TOKEN,
                null,
                null,
                null,
                List.of(new Audience("downstream-service")));
        AccessToken exchanged =
                send(server, backend, exchange).toSuccessResponse().getTokens().getAccessToken();
        assertThat(exchanged.getIssuedTokenType()).isEqualTo(TokenTypeURI.ACCESS_TOKEN);
    }

    @Test
    void deviceGetsItsTokensAfterTheCodeIsConfirmed() throws Exception {
        OIDCProviderMetadata server = OIDCProviderMetadata.resolve(new Issuer(oauth.url("/realms/notebook")));
        ClientID tv = new ClientID("tv");
        DeviceAuthorizationSuccessResponse device = DeviceAuthorizationResponse.parse(
                        new DeviceAuthorizationRequest.Builder(tv)
                                .endpointURI(server.getDeviceAuthorizationEndpointURI())
                                .scope(Scope.parse("openid video:read"))
                                .build()
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse();
        assertThat(device.getVerificationURI()).hasToString(oauth.url("/device"));
        person.signIn(device.getVerificationURIComplete().toString(), null);

        TokenRequest request = new TokenRequest.Builder(
                        server.getTokenEndpointURI(), tv, new DeviceCodeGrant(device.getDeviceCode()))
                .build();
        OIDCTokens tokens =
                oidcTokens(OIDCTokenResponseParser.parse(request.toHTTPRequest().send()));
        assertThat(tokens.getAccessToken().getScope()).isEqualTo(Scope.parse("openid video:read"));
        assertThat(tokens.getIDToken().getJWTClaimsSet().getIssuer())
                .isEqualTo(server.getIssuer().getValue());
    }

    /** Runs the code of {@code docs/clients.md}; {@code browser} opens a URL and returns where it arrives. */
    private Session signIn(UnaryOperator<URI> browser) throws Exception {
        OIDCProviderMetadata server = OIDCProviderMetadata.resolve(new Issuer(oauth.url("/realms/notebook")));
        ClientAuthentication client =
                new ClientSecretBasic(new ClientID("frontend"), new Secret("frontend-development-secret"));
        URI redirectUri = URI.create("http://127.0.0.1:9000/callback");
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        URI request = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        Scope.parse("openid profile email api:read"),
                        client.getClientID(),
                        redirectUri)
                .endpointURI(server.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();

        URI callback = browser.apply(request);

        AuthenticationResponse response = AuthenticationResponseParser.parse(callback);
        if (!state.equals(response.getState()) || !server.getIssuer().equals(response.getIssuer())) {
            throw new GeneralException("The response belongs to another request or comes from another server");
        }
        if (!response.indicatesSuccess()) {
            throw new GeneralException("Refused", response.toErrorResponse().getErrorObject());
        }
        TokenRequest tokenRequest = new TokenRequest.Builder(
                        server.getTokenEndpointURI(),
                        client,
                        new AuthorizationCodeGrant(
                                response.toSuccessResponse().getAuthorizationCode(), redirectUri, verifier))
                .build();
        TokenResponse tokenResponse =
                OIDCTokenResponseParser.parse(tokenRequest.toHTTPRequest().send());
        if (!tokenResponse.indicatesSuccess()) {
            throw new GeneralException(
                    "Refused", tokenResponse.toErrorResponse().getErrorObject());
        }
        OIDCTokens tokens = ((OIDCTokenResponse) tokenResponse).getOIDCTokens();
        IDTokenClaimsSet claims = new IDTokenValidator(
                        server.getIssuer(),
                        client.getClientID(),
                        JWSAlgorithm.RS256,
                        server.getJWKSetURI().toURL())
                .validate(tokens.getIDToken(), nonce);

        return new Session(server, client, tokens, claims);
    }

    private URI browse(URI url) {
        return URI.create(person.signIn(url.toString(), CALLBACK).url());
    }

    private OIDCProviderMetadata rootMetadata() throws Exception {
        return OIDCProviderMetadata.parse(
                get(oauth.url("/.well-known/openid-configuration")).asString());
    }

    private TokenIntrospectionSuccessResponse introspect(OIDCProviderMetadata server, AccessToken token)
            throws Exception {
        return TokenIntrospectionResponse.parse(
                        new TokenIntrospectionRequest(server.getIntrospectionEndpointURI(), backend, token)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse();
    }

    private static OIDCTokens tokens(OIDCProviderMetadata server, ClientAuthentication client, AuthorizationGrant grant)
            throws Exception {
        return oidcTokens(send(server, client, grant));
    }

    private static OIDCTokens oidcTokens(TokenResponse response) {
        assertThat(response.indicatesSuccess()).isTrue();
        return ((OIDCTokenResponse) response).getOIDCTokens();
    }

    private static TokenResponse send(
            OIDCProviderMetadata server, ClientAuthentication client, AuthorizationGrant grant) throws Exception {
        return OIDCTokenResponseParser.parse(new TokenRequest.Builder(server.getTokenEndpointURI(), client, grant)
                .build()
                .toHTTPRequest()
                .send());
    }

    private static String withoutWhitespace(String code) {
        return code.replaceAll("\\s", "");
    }

    private record Session(
            OIDCProviderMetadata server, ClientAuthentication client, OIDCTokens tokens, IDTokenClaimsSet claims) {}
}
