// What a driven flow knows: the server's endpoints, its clients, and what the page has got so far. Held in memory only.
import { fingerprint } from "./proof.js";

export class Session {
  /** Values of the flow by name: verifier, state, code, tokens. */
  values = {};
  #context;
  #origin;
  #held = new Map();

  /**
   * @param context what the server says about itself (`/explorer/context`)
   * @param origin origin of the page, to which every request goes
   */
  constructor(context, origin) {
    this.#context = context;
    this.#origin = origin;
  }

  get clients() {
    return this.#context.clients ?? [];
  }

  /** Returns a client; one that the server does not list is public. */
  client(id) {
    return this.clients.find(({ clientId }) => clientId === id) ?? { clientId: id, public: true, redirectUris: [] };
  }

  /** Returns the parameters with which a client authenticates; a secret that the page does not know is left empty. */
  credentials(id) {
    const client = this.client(id);
    return [["client_id", id], ...(client.public ? [] : [["client_secret", client.secret ?? ""]])];
  }

  /** Returns the address of an endpoint at the origin of the page, which may be another name of the server. */
  endpoint(name) {
    const url = new URL(this.#context.endpoints[name], this.#origin);
    return this.#origin + url.pathname + url.search;
  }

  /** For how many seconds a code is valid. */
  get codeLifespan() {
    return this.#context.codeLifespan;
  }

  get issuer() {
    return this.#context.issuer;
  }

  /** Returns a redirect URI of a client that leads back to this server, with the port of the page. */
  redirectUri(id) {
    const page = new URL(this.#origin);
    const uris = this.client(id)
      .redirectUris.filter((uri) => URL.canParse(uri))
      .map((uri) => new URL(uri));
    const found =
      uris.find((uri) => uri.origin === page.origin) ??
      uris.find((uri) => uri.protocol === page.protocol && uri.hostname === page.hostname && uri.port === "");
    return found ? page.origin + found.pathname : (this.client(id).redirectUris[0] ?? "");
  }

  /** Keeps the tokens of an answer, so that they can be shown, used and sent again. */
  async keep(json) {
    for (const name of ["access_token", "refresh_token", "id_token"]) {
      if (typeof json?.[name] === "string") {
        this.#held.set(await fingerprint(json[name]), json[name]);
      }
    }
  }

  /** Returns a token that this page has got, by its fingerprint. */
  held(print) {
    return this.#held.get(print);
  }

  /** Forgets the values of a flow; what the page has got remains known. */
  restart() {
    this.values = {};
  }
}
