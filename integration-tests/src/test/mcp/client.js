// An MCP client that knows nothing but the URL of a resource and its own registration. It lets the SDK discover the
// authorization server (RFC 9728, RFC 8414), prints the authorization URL, reads from standard input the URL to which
// the browser was sent back, and prints what the resource answers.
//
// usage: CLIENT_ID=… CLIENT_SECRET=… REDIRECT_URI=… node client.js RESOURCE
import { createInterface } from "node:readline/promises";
import { auth, UnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { withOAuth } from "@modelcontextprotocol/sdk/client/middleware.js";

const resource = process.argv[2];
const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } = process.env;
const requests = [];
const saved = {};

const provider = {
  redirectUrl: REDIRECT_URI,
  clientMetadata: { redirect_uris: [REDIRECT_URI] },
  clientInformation: () => ({ client_id: CLIENT_ID, ...(CLIENT_SECRET && { client_secret: CLIENT_SECRET }) }),
  discoveryState: () => saved.discovery,
  saveDiscoveryState: (discovery) => (saved.discovery = discovery),
  tokens: () => saved.tokens,
  saveTokens: (tokens) => (saved.tokens = tokens),
  codeVerifier: () => saved.codeVerifier,
  saveCodeVerifier: (codeVerifier) => (saved.codeVerifier = codeVerifier),
  redirectToAuthorization: (url) => (saved.authorizationUrl = url),
};

const recordingFetch = async (input, init) => {
  const response = await fetch(input, init);
  requests.push(`${init?.method ?? "GET"} ${new URL(input).pathname} ${response.status}`);
  return response;
};

const call = () => withOAuth(provider, resource)(recordingFetch)(resource);

try {
  await call();
  throw new Error("The resource was open without an access token");
} catch (error) {
  if (!(error instanceof UnauthorizedError) || !saved.authorizationUrl) {
    throw error;
  }
}
console.log(saved.authorizationUrl.href);

const input = createInterface({ input: process.stdin });
const callback = new URL(await input.question(""));
input.close();
await auth(provider, {
  serverUrl: resource,
  authorizationCode: callback.searchParams.get("code"),
  fetchFn: recordingFetch,
});

const response = await call();
console.log(JSON.stringify({ status: response.status, body: await response.json(), requests }));
