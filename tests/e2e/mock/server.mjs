// One HTTPS server for all imitated sites, on 127.0.0.1 and a port of its own. The browser finds it
// through resolver rules, so that addresses stay the real ones. What the server received is the
// truth that tests assert on: `server.log` here, and GET /__log for whoever only has the browser.
import { readFileSync } from "node:fs";
import https from "node:https";
import path from "node:path";
import { WebSocketServer } from "ws";
import { bare, page, scripted } from "./page.mjs";
import { sites } from "./sites.mjs";

const kTypes = { ".js": "text/javascript", ".css": "text/css" };
const kPolicy =
  "default-src 'self'; connect-src 'self' wss:; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

const kReply =
  "Thank you, I have read it. Here is what I would keep: say what you need in the first line, give " +
  "the two facts that matter, and close with a date. Shall I write it out?";

async function bodyOf(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

/** @typedef {{n: number, host: string, method: string, path: string, kind: "http"|"ws", body: string}} Received */

export class MockServer {
  /** Everything with a body that arrived, in order. @type {Received[]} */
  log = [];
  /** What the script of /scripted is. */
  script = "";
  #waiting = new Set();

  /** `assets`: folder with the bundled editors; `key` and `certificate`: PEM files. */
  static async start({ assets, key, certificate }) {
    const server = new MockServer();
    const options = { key: readFileSync(key), cert: readFileSync(certificate) };
    server.http = https.createServer(options, (request, response) =>
      server.#answer(request, response, assets).catch((problem) => {
        response.writeHead(500).end(String(problem));
      }),
    );
    server.sockets = new WebSocketServer({ server: server.http });
    server.sockets.on("connection", (socket, request) => server.#converse(socket, request));
    await new Promise((resolve) => server.http.listen(0, "127.0.0.1", resolve));
    server.port = server.http.address().port;
    return server;
  }

  /** The names of all imitated sites. */
  get hosts() {
    return Object.keys(sites);
  }

  /** For --host-resolver-rules: these names lead here, and no other name leads anywhere. */
  get resolverRules() {
    const rules = this.hosts.map((host) => `MAP ${host} 127.0.0.1:${this.port}`);
    return [...rules, "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"].join(",");
  }

  /** The prompts that `host` received since entry `after`, drafts left out. */
  prompts(host, after = 0) {
    return this.log
      .filter((entry) => entry.n > after && entry.host === host)
      .filter((entry) => entry.path.split("?")[0] === sites[host].endpoint)
      .map((entry) => sites[host].text(entry.body));
  }

  /** Resolves with the first entry after `after` that `wanted` accepts. */
  async received(wanted, { after = 0, timeoutMs = 8000 } = {}) {
    const find = () => this.log.find((entry) => entry.n > after && wanted(entry));
    if (find()) return find();
    await new Promise((resolve, reject) => {
      const look = () => {
        if (!find()) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`The site did not receive what was expected in ${timeoutMs} ms.`));
      }, timeoutMs);
      this.#waiting.add(look);
    });
    return find();
  }

  async stop() {
    for (const socket of this.sockets.clients) socket.terminate();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  #note(request, kind, body) {
    const host = request.headers.host.split(":")[0];
    const { method, url } = request;
    this.log.push({ n: this.log.length + 1, host, method, path: url, kind, body });
    for (const look of [...this.#waiting]) look();
  }

  async #answer(request, response, assets) {
    const host = request.headers.host.split(":")[0];
    const url = new URL(request.url, `https://${host}`);
    if (request.method !== "GET") {
      this.#note(request, "http", await bodyOf(request));
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ reply: kReply }));
    } else if (url.pathname === "/__log") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(this.log));
    } else if (url.pathname.startsWith("/assets/")) {
      const file = path.join(assets, path.basename(url.pathname));
      response.writeHead(200, { "content-type": kTypes[path.extname(file)] });
      response.end(readFileSync(file));
    } else if (url.pathname === "/script.js") {
      response.writeHead(200, { "content-type": kTypes[".js"] });
      response.end(this.script);
    } else {
      const html = { "/bare": bare, "/scripted": scripted }[url.pathname] ?? this.#page(host, url);
      response.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": kPolicy,
      });
      response.end(html);
    }
  }

  #page(host, url) {
    return page(sites[host], url.searchParams.get("editor") ?? sites[host].editor);
  }

  #converse(socket, request) {
    socket.on("message", (data) => {
      this.#note(request, "ws", data.toString("utf8"));
      socket.send(JSON.stringify({ event: "reply", reply: kReply }));
    });
  }
}
