// Authorization code with PKCE, and what can be done with its tokens.
import { authorize, callApi, introspect, logout, redeem, refresh, revoke } from "./steps.js";

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
