// WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), the protocol that Firefox is driven by: commands
// with ids, answers, events.
import { WebSocket } from "ws";

const kPatienceMs = 60000;

export class Bidi {
  #next = 1;
  #waiting = new Map();
  #listeners = new Set();

  /** `address`: of the socket that the browser listens on, "ws://127.0.0.1:PORT". */
  static async connect(address, capabilities = {}) {
    const bidi = new Bidi();
    bidi.socket = new WebSocket(`${address}/session`, { perMessageDeflate: false });
    await new Promise((resolve, reject) => {
      bidi.socket.once("open", resolve);
      bidi.socket.once("error", reject);
    });
    bidi.socket.on("message", (data) => bidi.#heard(JSON.parse(data)));
    bidi.socket.once("close", () => bidi.#lost());
    await bidi.send("session.new", { capabilities: { alwaysMatch: capabilities } });
    return bidi;
  }

  /** Fails with the browser's words, or when it does not answer. */
  send(method, params = {}) {
    const id = this.#next;
    this.#next += 1;
    return new Promise((resolve, reject) => {
      const late = () => this.#heard({ id, error: "silence", message: "The browser hangs." });
      this.#waiting.set(id, { method, resolve, reject, timer: setTimeout(late, kPatienceMs) });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** `take(method, params)` is called for each event that the session is subscribed to. */
  listen(take) {
    this.#listeners.add(take);
  }

  #heard({ type, id, result, error, message, method, params }) {
    if (type === "event") return this.#listeners.forEach((take) => take(method, params));
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    if (type === "success") return waiting?.resolve(result);
    waiting?.reject(new Error(`${waiting.method}: ${error}: ${message}`));
  }

  #lost() {
    for (const { method, reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new Error(`${method}: the browser is gone`));
    }
    this.#waiting.clear();
  }
}
