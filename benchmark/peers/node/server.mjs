// node-oidc-provider with two clients and two keys, which issues access tokens by client credentials: RS256 and ES256.
// Usage: node server.mjs PORT
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const port = Number(process.argv[2] ?? 8082);
const issuer = `http://127.0.0.1:${port}`;

const keys = {
  RS256: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  ES256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
};
const algorithms = { backend: "RS256", "backend-es256": "ES256" }; // of each client

const api = `${issuer}/api`;

const provider = new Provider(issuer, {
  clients: Object.keys(algorithms).map((client_id) => ({
    client_id,
    client_secret: "backend-development-secret",
    token_endpoint_auth_method: "client_secret_post",
    grant_types: ["client_credentials"],
    redirect_uris: [],
    response_types: [],
    scope: "api:read",
  })),
  jwks: {
    keys: Object.entries(keys).map(([alg, { privateKey }]) => ({ ...privateKey.export({ format: "jwk" }), alg, use: "sig" })),
  },
  scopes: ["api:read"],
  ttl: { ClientCredentials: 300 },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    // Tokens are opaque except those for a resource server, so every token is for one.
    resourceIndicators: {
      enabled: true,
      defaultResource: () => api,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, _resource, client) => ({
        scope: "api:read",
        accessTokenFormat: "jwt",
        accessTokenTTL: 300,
        jwt: { sign: { alg: algorithms[client.clientId] } },
      }),
    },
  },
});

provider.listen(port, "127.0.0.1", () => console.log(`Listening at ${issuer}`));
