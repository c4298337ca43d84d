// Keeps the page up to date: receives server-sent events, and requests what they may have missed.

/** How often the page polls if it gets no events, and how long it waits before it reconnects. */
const RETRY_MILLIS = 3000;

/** Failed connection attempts after which the page polls instead of listening. */
const PATIENCE = 3;

/**
 * Follows the requests that the server records.
 *
 * States: `connecting`, `live` (events arrive), `polling` (they do not, but requests are answered), `disconnected`,
 * `denied` (the server wants another sign-in).
 */
export class Stream {
  #url;
  #on;
  #fetch;
  #EventSource;
  #source;
  #last = null;
  #failures = 0;
  #stopped = false;
  #timer;

  /**
   * @param url address of the page, without a trailing slash
   * @param on what to call: `records` with a list, `gap` when some are lost, `state` with the new state
   * @param tools `fetch` and `EventSource`, for tests
   */
  constructor(url, on, tools = globalThis) {
    this.#url = url;
    this.#on = on;
    this.#fetch = tools.fetch.bind(tools);
    this.#EventSource = tools.EventSource;
  }

  start() {
    this.#stopped = false;
    this.#on.state("connecting");
    return this.#connect();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  async #connect() {
    if (this.#stopped || !(await this.#catchUp())) {
      return;
    }
    if (this.#failures >= PATIENCE) {
      this.#on.state("polling");
      this.#again();
      return;
    }
    this.#listen();
  }

  #listen() {
    const source = new this.#EventSource(`${this.#url}/stream${this.#after()}`);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#failures = 0;
      this.#on.state("live");
      // What happened between the last answer and the connection.
      this.#catchUp();
    });
    source.addEventListener("request", ({ data }) => this.#receive([JSON.parse(data)]));
    source.addEventListener("gap", () => this.#on.gap());
    source.addEventListener("error", () => {
      if (this.#stopped) {
        return;
      }
      this.#failures += 1;
      source.close();
      this.#on.state("disconnected");
      this.#again();
    });
  }

  #again() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), RETRY_MILLIS);
  }

  /** Returns whether the server has answered. */
  async #catchUp() {
    try {
      const response = await this.#fetch(`${this.#url}/requests${this.#after()}`, { cache: "no-store" });
      if (response.status === 401 || response.status === 403) {
        this.stop();
        this.#on.state("denied");
        return false;
      }
      if (!response.ok) {
        throw new Error(`status ${response.status}`);
      }
      const { requests, dropped } = await response.json();
      if (dropped && this.#last !== null) {
        this.#on.gap();
      }
      this.#receive(requests);
      return true;
    } catch {
      this.#on.state("disconnected");
      this.#again();
      return false;
    }
  }

  #after() {
    return this.#last === null ? "" : `?after=${encodeURIComponent(this.#last)}`;
  }

  #receive(records) {
    if (records.length > 0) {
      this.#last = records.at(-1).id;
      this.#on.records(records);
    }
  }
}
