// Requests and answers as HTTP/1.1 would write them.

/** Returns a request as text: its line, its headers, its form one field a line or its JSON indented. */
export function rawRequest(record) {
  const url = new URL(record.url);
  const query = new URLSearchParams(record.query ?? []).toString() || url.search.slice(1);
  const body = record.requestJson
    ? JSON.stringify(record.requestJson, null, 2)
    : (record.form ?? []).map(([name, value]) => `${name}=${value}`).join("\n&");
  return [
    `${record.method} ${url.pathname}${query && `?${readable(query)}`} HTTP/1.1`,
    `Host: ${url.host}`,
    ...headers(record.requestHeaders),
    "",
    body,
  ]
    .join("\n")
    .trimEnd();
}

/** Returns an answer as text: its status, its headers, its body with JSON indented. */
export function rawResponse(record) {
  const body =
    record.responseJson === null || record.responseJson === undefined
      ? (record.responseText ?? "")
      : JSON.stringify(record.responseJson, null, 2);
  return [`HTTP/1.1 ${record.status}`, ...headers(record.responseHeaders), "", body].join("\n").trimEnd();
}

function headers(list) {
  return (list ?? []).filter(([name]) => name.toLowerCase() !== "host").map(([name, value]) => `${name}: ${value}`);
}

function readable(query) {
  return query.replaceAll("%E2%80%A2", "•");
}
