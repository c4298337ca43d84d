// node-oidc-provider with one client and one key, which issues access tokens by client credentials.
// Usage: node server.mjs PORT
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const port = Number(process.argv[2] ?? 8082);
const alg = "RS256";
const issuer = `http://127.0.0.1:${port}`;

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

const api = `${issuer}/api`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "backend",
      client_secret: "backend-development-secret",
      token_endpoint_auth_method: "client_secret_post",
      grant_types: ["client_credentials"],
      redirect_uris: [],
      response_types: [],
      scope: "api:read",
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg, use: "sig" }] },
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
      getResourceServerInfo: () => ({
        scope: "api:read",
        accessTokenFormat: "jwt",
        accessTokenTTL: 300,
        jwt: { sign: { alg } },
      }),
    },
  },
});

provider.listen(port, "127.0.0.1", () => console.log(`Listening at ${issuer}`));
