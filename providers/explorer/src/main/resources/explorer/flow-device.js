// Device authorization (RFC 8628): a television that shows a code, and a phone on which a person enters it.
import { as, post, tokens, withFields } from "./request.js";
import { callApi } from "./steps.js";

const GRANT = "urn:ietf:params:oauth:grant-type:device_code";

const askForCode = {
  id: "deviceStart",
  request(session) {
    session.values.client = "tv";
    return post(session.endpoint("deviceAuthorization"), [
      ["scope", "openid profile video:read"],
      ...session.credentials("tv"),
    ]);
  },
  done({ values }, { json }) {
    Object.assign(values, {
      deviceCode: json?.device_code,
      device: json?.device_code ? json : undefined,
      accessToken: undefined,
    });
  },
  mistakes: [{ id: "notADevice", change: (request, session) => as(request, session, "mobile") }],
};

const poll = {
  id: "devicePoll",
  needs: ["deviceCode"],
  request: (session) =>
    post(session.endpoint("token"), [
      ["grant_type", GRANT],
      ["device_code", session.values.deviceCode],
      ...session.credentials("tv"),
    ]),
  // A second more than the server asks for, so that a slow network does not make it too soon.
  pause: ({ values }) => ((values.device.interval ?? 5) + 1) * 1000,
  done: tokens,
  mistakes: [
    { id: "pollTooFast", repeat: 2, change: (request) => request },
    { id: "wrongDeviceCode", change: (request) => withFields(request, { device_code: "a-guess" }) },
    { id: "otherDevice", change: (request, session) => as(request, session, "kiosk") },
  ],
};

export const device = { id: "device", steps: () => [askForCode, poll, callApi()] };
