// DPoP (RFC 9449): a token that is of use only to the holder of a key. The key is made by the browser and stays in it.
import { newKey, proof } from "./proof.js";
import { post, tokens, withHeader } from "./request.js";

const boundToken = {
  id: "boundToken",
  async request(session) {
    session.values.key ??= await newKey();
    session.values.client = "backend";
    const url = session.endpoint("token");
    const fields = [["grant_type", "client_credentials"], ["scope", "api:read"], ...session.credentials("backend")];
    return post(url, fields, [["DPoP", await proof(session.values.key, "POST", url)]]);
  },
  done: tokens,
  mistakes: [
    {
      id: "otherUrl",
      change: async (request, { values }) =>
        withHeader(request, "DPoP", await proof(values.key, "POST", `${request.url}/other`)),
    },
  ],
};

const boundCall = {
  id: "boundCall",
  needs: ["accessToken"],
  async request(session) {
    const { values } = session;
    const url = `${session.endpoint("api")}/test`;
    const headers = [
      ["Authorization", `DPoP ${values.accessToken}`],
      ["DPoP", await proof(values.key, "GET", url, values.accessToken)],
    ];
    return { method: "GET", url, fields: [], headers };
  },
  done: ({ values }, { request }) =>
    Object.assign(values, { usedProof: request.headers.find(([name]) => name === "DPoP")?.[1] }),
  mistakes: [
    {
      id: "otherKey",
      change: async (request, { values }) =>
        withHeader(request, "DPoP", await proof(await newKey(), "GET", request.url, values.accessToken)),
    },
    {
      id: "stolenBearer",
      change: (request, { values }) =>
        withHeader(withHeader(request, "DPoP", undefined), "Authorization", `Bearer ${values.accessToken}`),
    },
    {
      id: "replayedProof",
      needs: ["usedProof"],
      change: (request, { values }) => withHeader(request, "DPoP", values.usedProof),
    },
  ],
};

export const dpop = { id: "dpop", steps: () => [boundToken, boundCall] };
