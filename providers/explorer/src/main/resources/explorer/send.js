// Sends the requests of a driven flow: by script, or in a window for those that need a person.

const POLL_MILLIS = 150;

/** The window of the last request, which shows why it was refused. */
let shown = null;

/**
 * Sends a request to this server; to no other.
 *
 * @param request made by a step
 * @returns `status`, and `json` or null
 * @throws Error if the address is not of this origin
 */
export async function send(request) {
  const url = own(request.url);
  const fields = new URLSearchParams(request.fields);
  const withBody = request.method === "POST" || request.method === "PUT";
  if (!withBody) {
    fields.forEach((value, name) => url.searchParams.append(name, value));
  }
  const response = await fetch(url, {
    method: request.method,
    headers: request.headers,
    body: withBody ? fields : undefined,
    credentials: "omit",
    redirect: "manual",
    cache: "no-store",
  });
  return { status: response.status, json: parsed(await response.text()) };
}

/**
 * Opens a request in a window and waits until it comes back to the redirect URI.
 *
 * @returns `redirect`, the parameters of the authorization response, or null if the window was closed before; or the
 *     `status` of a page that refuses the request, if the browser reports it
 */
export async function browse(request, redirectUri) {
  const url = addressOf(request);
  shown?.close();
  // A window of its own: until it has loaded, one that is reused still reports the status of its previous page.
  const popup = open(url, "_blank", "popup,width=480,height=820");
  if (!popup) {
    throw new Error("popup");
  }
  shown = popup;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
    if (popup.closed) {
      return { redirect: null };
    }
    const redirect = arrived(popup, redirectUri);
    if (redirect) {
      popup.close();
      return { redirect };
    }
    const status = statusOf(popup);
    if (status >= 400) {
      // The window stays open: the page says what is wrong.
      return { status };
    }
  }
}

/**
 * Returns the address to which a browser goes to send a request.
 *
 * @throws Error if it is not of this origin
 */
export function addressOf(request) {
  const url = own(request.url);
  for (const [name, value] of request.fields) {
    url.searchParams.append(name, value);
  }
  return url;
}

function arrived(popup, redirectUri) {
  try {
    const { href, search } = popup.location;
    const at = new URL(href);
    const target = new URL(redirectUri);
    return at.origin === target.origin && at.pathname === target.pathname ? new URLSearchParams(search) : null;
  } catch {
    // A page of another origin, or none yet.
    return null;
  }
}

function statusOf(popup) {
  try {
    return popup.performance.getEntriesByType("navigation")[0]?.responseStatus ?? 0;
  } catch {
    // A page of another origin, or a browser that does not say.
    return 0;
  }
}

function own(address) {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) {
    throw new Error("origin");
  }
  return url;
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
