// An AI app's page on this computer, which does what a test tells it, and a stranger's server beside it.
// Commands and their results travel by GET, which carries nothing that is judged; what the page sends
// otherwise is kept.
import http from "node:http";

const PAGE = `<!doctype html><meta charset="utf-8"><title>Practice AI</title>
<style>body{font:16px sans-serif;margin:0;padding:24px;background:#fff;color:#223}
textarea{width:100%;height:220px;font:inherit}</style>
<h1>Practice AI</h1><p id="answer">The answer to everything is forty-two.</p>
<textarea id="field" autofocus></textarea><input id="file" type="file">
<script>
const field = document.getElementById("field");
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  fetch("/say", { method: "POST", body: JSON.stringify({ prompt: field.value }) });
});
const report = (id, value) =>
  fetch("/result?id=" + id + "&value=" + encodeURIComponent(JSON.stringify(value ?? null)));
async function serve() {
  for (;;) {
    const reply = await fetch("/next?visit=VISIT").catch(() => undefined);
    if (!reply) { await new Promise((wait) => setTimeout(wait, 100)); continue; }
    const { id, code } = await reply.json();
    if (!id) continue;
    const run = Object.getPrototypeOf(async function () {}).constructor;
    run(code)().then((value) => report(id, value), (problem) => report(id, "failed: " + problem));
  }
}
serve();
</script>`;

const bodyOf = async (request) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

const listening = (server, host) =>
  new Promise((resolve) => server.listen(0, host, () => resolve(server.address().port)));

export class Site {
  visits = 0;
  /** How often a page that runs asked what to do. */
  asked = 0;
  /** What came with a body, as `{ method, path, body }`. */
  received = [];
  /** What came to the stranger. */
  elsewhere = [];
  #commands = [];
  #results = new Map();
  #nextId = 1;
  #waiting;

  async start() {
    this.server = http.createServer((request, response) => void this.#serve(request, response));
    this.stranger = http.createServer((request, response) => {
      this.elsewhere.push(`${request.method} ${request.url}`);
      response.setHeader("access-control-allow-origin", "*");
      response.end("stranger");
    });
    this.stranger.on("upgrade", (request, socket) => {
      this.elsewhere.push(`socket ${request.url}`);
      socket.destroy();
    });
    this.port = await listening(this.server, "localhost");
    this.strangerPort = await listening(this.stranger, "127.0.0.1");
    return this;
  }

  stop() {
    for (const server of [this.server, this.stranger]) {
      server.closeAllConnections();
      server.close();
    }
  }

  get said() {
    return this.received.map(({ body }) => body).join("\n");
  }

  /** Runs the body of an async function in the page; its value. */
  run(code) {
    const id = this.#nextId++;
    this.#commands.push({ id, code });
    this.#waiting?.();
    return new Promise((resolve, reject) => {
      this.#results.set(id, resolve);
      setTimeout(() => reject(new Error(`The page did not answer: ${code}`)), 20_000);
    });
  }

  async #serve(request, response) {
    const url = new URL(request.url, "http://localhost");
    if (request.method !== "GET") {
      this.received.push({
        method: request.method,
        path: url.pathname,
        body: await bodyOf(request),
      });
      return response.end("{}");
    }
    switch (url.pathname) {
      case "/next":
        this.asked += 1;
        return this.#next(request, response, url.searchParams.get("visit"));
      case "/result":
        this.#results.get(Number(url.searchParams.get("id")))?.(
          JSON.parse(url.searchParams.get("value")),
        );
        return response.end();
      case "/file":
        response.setHeader("content-disposition", 'attachment; filename="notes.txt"');
        return response.end("Notes.\n");
      case "/":
        this.visits += 1;
    }
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(PAGE.replace("VISIT", String(this.visits)));
  }

  /** A page that is being left may ask once more: what it is told is lost. */
  #next(request, response, visit) {
    const give = () => {
      if (response.writableEnded || request.destroyed) return;
      if (visit !== String(this.visits)) return response.end("{}");
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(this.#commands.shift() ?? {}));
    };
    if (this.#commands.length > 0) return give();
    this.#waiting = give;
    setTimeout(() => this.#waiting === give && give(), 5000);
  }
}
