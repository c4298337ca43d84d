// Authorization code with PKCE, and what can be done with its tokens.
import { callApi, introspect, logout, refresh, revoke } from "./steps.js";
import { authorize, redeem } from "./steps-code.js";

export const code = {
  id: "code",
  steps: () => [
    authorize("frontend", "openid profile api:read"),
    redeem("backend"),
    callApi(),
    introspect("backend", "downstream-service"),
    refresh("backend"),
    revoke("backend"),
    logout(),
  ],
};
