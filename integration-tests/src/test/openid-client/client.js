// Runs a flow with notebook.js, the code of docs/clients.md. Wherever a browser is needed, this script prints the URL to
// open and reads from standard input the URL at which the browser arrives. The last line is the result as JSON.
//
// usage: BACKEND_SECRET=… node client.js FLOW SERVER_URL
import { createInterface } from "node:readline";
import * as client from "openid-client";
import { frontend, signIn } from "./notebook.js";

const [flow, server] = process.argv.slice(2);
const input = createInterface({ input: process.stdin });
const lines = input[Symbol.asyncIterator]();

const browser = async (url) => {
  console.log(url);
  return (await lines.next()).value;
};

const shippedClient = (id, authentication) => {
  const configuration = new client.Configuration(frontend.serverMetadata(), id, undefined, authentication);
  client.allowInsecureRequests(configuration);
  return configuration;
};
const backend = shippedClient("backend", client.ClientSecretBasic(process.env.BACKEND_SECRET));
const ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

const flows = {
  async discovery() {
    const metadata = async (url) =>
      (
        await client.discovery(new URL(url), "frontend", undefined, undefined, {
          execute: [client.allowInsecureRequests],
        })
      ).serverMetadata();
    return {
      document: (await metadata(`${server}/.well-known/openid-configuration`)).token_endpoint,
      serverUrl: await metadata(server).then(
        () => "accepted",
        (error) => error.code,
      ),
    };
  },

  async session() {
    const tokens = await signIn(browser);
    const user = await client.fetchUserInfo(frontend, tokens.access_token, tokens.claims().sub);
    const refreshed = await client.refreshTokenGrant(frontend, tokens.refresh_token);
    const resource = await client.fetchProtectedResource(
      frontend,
      refreshed.access_token,
      new URL(`${server}/api/resource`),
      "GET",
    );
    const introspection = await client.tokenIntrospection(backend, refreshed.access_token);
    const exchanged = await client.genericGrantRequest(
      backend,
      "urn:ietf:params:oauth:grant-type:token-exchange",
      { subject_token: refreshed.access_token, subject_token_type: ACCESS_TOKEN, audience: "downstream-service" },
    );
    const arrival = await browser(
      client.buildEndSessionUrl(frontend, {
        id_token_hint: refreshed.id_token,
        post_logout_redirect_uri: "http://127.0.0.1:9000/callback",
        state: "signed-out",
      }).href,
    );
    return {
      issuer: tokens.claims().iss,
      user: user.preferred_username,
      scope: tokens.scope,
      resource: resource.status,
      introspection,
      exchanged: exchanged.issued_token_type,
      arrival,
      refreshAfterLogout: await client.refreshTokenGrant(frontend, refreshed.refresh_token).then(
        () => "granted",
        (error) => error.error,
      ),
    };
  },

  async "client-credentials"() {
    return { scope: (await client.clientCredentialsGrant(backend, { scope: "api:read" })).scope };
  },

  async device() {
    const tv = shippedClient("tv", client.None());
    const device = await client.initiateDeviceAuthorization(tv, { scope: "openid video:read" });
    await browser(device.verification_uri_complete);
    const tokens = await client.pollDeviceAuthorizationGrant(tv, device);
    return { issuer: tokens.claims().iss, scope: tokens.scope };
  },
};

try {
  console.log(JSON.stringify(await flows[flow]()));
} catch (error) {
  console.log(JSON.stringify({ error: error.error ?? error.code, message: error.cause?.message ?? error.message }));
}
input.close();
