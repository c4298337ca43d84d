// How the requests of the steps are made and changed.

export const ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

/** Makes a POST request with a form. */
export function post(url, fields, headers = []) {
  return { method: "POST", url, headers, fields };
}

/** Makes a request with other fields; undefined leaves one out. */
export function withFields(request, changes) {
  const kept = request.fields.filter(([name]) => !(name in changes));
  const added = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...request, fields: [...kept, ...added] };
}

export function withHeader(request, name, value) {
  const kept = request.headers.filter(([other]) => other !== name);
  return { ...request, headers: value === undefined ? kept : [...kept, [name, value]] };
}

/** Keeps the tokens of an answer; the refresh token that was used is now an old one. */
export function tokens({ values }, { json }) {
  if (!json?.access_token) {
    return;
  }
  Object.assign(values, {
    usedRefreshToken: json.refresh_token && values.refreshToken,
    accessToken: json.access_token,
    refreshToken: json.refresh_token ?? values.refreshToken,
    idToken: json.id_token ?? values.idToken,
  });
}

/** Makes another client send a request. */
export function as(request, session, client) {
  return withFields(request, {
    client_id: undefined,
    client_secret: undefined,
    ...Object.fromEntries(session.credentials(client)),
  });
}
