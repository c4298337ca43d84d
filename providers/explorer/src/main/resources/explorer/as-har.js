// A flow as an HTTP Archive (HAR 1.2), with the values masked as they were recorded.

/** Returns the archive as JSON. */
export function asHar(flow, title) {
  const entries = flow.records.map((record) => ({
    startedDateTime: new Date(record.time).toISOString(),
    time: record.duration,
    request: {
      method: record.method,
      url: record.url,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: pairs(record.requestHeaders),
      queryString: pairs(record.query),
      ...postData(record),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: record.status,
      statusText: "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: pairs(record.responseHeaders),
      content: content(record),
      redirectURL: record.responseHeaders?.find(([name]) => name.toLowerCase() === "location")?.[1] ?? "",
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: record.duration, receive: 0 },
    comment: record.endpoint,
  }));
  return JSON.stringify(
    { log: { version: "1.2", creator: { name: "OAuth2 Notebook Server", version: "1" }, comment: title, entries } },
    null,
    2,
  );
}

function postData({ form, requestJson }) {
  if (requestJson) {
    return { postData: { mimeType: "application/json", params: [], text: JSON.stringify(requestJson) } };
  }
  return form?.length
    ? { postData: { mimeType: "application/x-www-form-urlencoded", params: pairs(form), text: "" } }
    : {};
}

function content({ responseJson, responseText }) {
  const text =
    responseJson === null || responseJson === undefined ? (responseText ?? "") : JSON.stringify(responseJson);
  return { size: text.length, mimeType: responseJson === null ? "text/plain" : "application/json", text };
}

function pairs(list) {
  return (list ?? []).map(([name, value]) => ({ name, value }));
}
