// A strict MCP server: it accepts only access tokens whose audience is its own URL. It prints that URL, and reads the
// issuer of the tokens from standard input.
import { createInterface } from "node:readline/promises";
import express from "express";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { requireBearerAuth } from "@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js";

const app = express();
const listener = app.listen(0, "localhost");
await new Promise((resolve) => listener.once("listening", resolve));
const resource = new URL(`http://localhost:${listener.address().port}/mcp`);
console.log(resource.href);

const issuer = await createInterface({ input: process.stdin }).question("");
const keys = createRemoteJWKSet(new URL(`${issuer}/protocol/openid-connect/certs`));
const metadata = `/.well-known/oauth-protected-resource${resource.pathname}`;

const verifyAccessToken = async (token) => {
  const { payload } = await jwtVerify(token, keys, { issuer, audience: resource.href });
  return { token, clientId: payload.azp, scopes: payload.scope.split(" "), expiresAt: payload.exp, resource };
};

app.get(metadata, (request, response) =>
  response.json({ resource: resource.href, authorization_servers: [issuer], scopes_supported: ["openid"] }),
);
app.get(
  resource.pathname,
  requireBearerAuth({
    verifier: { verifyAccessToken },
    expectedResource: resource,
    resourceMetadataUrl: new URL(metadata, resource).href,
  }),
  (request, response) => response.json({ client: request.auth.clientId, scopes: request.auth.scopes }),
);
console.log("ready");
