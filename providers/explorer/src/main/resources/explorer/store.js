// The requests that this page knows: each once, the newest within the limit.
import { inOrder } from "./model.js";

export class Store {
  #records = new Map();
  /** Ids of removed requests, which the server may repeat. */
  #cleared = new Set();
  #limit;
  #dropped = false;

  /** @param limit how many requests to keep */
  constructor(limit = 500) {
    this.#limit = limit;
  }

  set limit(limit) {
    this.#limit = limit;
    this.#trim();
  }

  /** Whether requests are missing: dropped here, or by the server before the page saw them. */
  get dropped() {
    return this.#dropped;
  }

  /** Adds requests. Returns whether any of them was new. */
  add(records) {
    const before = this.#records.size;
    for (const record of records) {
      if (record?.id && !this.#records.has(record.id) && !this.#cleared.has(record.id)) {
        this.#records.set(record.id, record);
      }
    }
    const changed = this.#records.size > before;
    this.#trim();
    return changed;
  }

  miss() {
    this.#dropped = true;
  }

  /** Removes all requests; they do not come back. */
  clear() {
    this.#cleared = new Set([...this.#cleared, ...this.#records.keys()].slice(-this.#limit));
    this.#records.clear();
    this.#dropped = false;
  }

  get(id) {
    return this.#records.get(id);
  }

  all() {
    return inOrder(this.#records.values());
  }

  #trim() {
    const excess = this.#records.size - this.#limit;
    if (excess > 0) {
      this.#dropped = true;
      for (const { id } of this.all().slice(0, excess)) {
        this.#records.delete(id);
      }
    }
  }
}
