// What leaves by ways that no script in the page's world can stand in: held by the browser itself until it
// is judged, where a browser can do so. Nobody is asked, and nothing can be redacted any more: what may not
// go as it is does not arrive.
import assert from "node:assert/strict";
import { values } from "../harness/samples.mjs";
import { suite } from "../harness/suite.mjs";
import { sites } from "../mock/sites.mjs";

const check = suite({ policy: "actions" });
const host = "chatgpt.com";
const address = `https://${host}${sites[host].endpoint}`;

const prompt = (text) => JSON.stringify({ messages: [{ content: { parts: [text] } }] });
const clean = "The meeting is on Tuesday.";
const refund = `Refund ${values.card} please.`;

/** Ways out of a worker: run there, with what is to be sent. */
const byWorker = {
  fetch: (url, body) => fetch(url, { method: "POST", body }),
  "fetch of a Blob": (url, body) => fetch(url, { method: "POST", body: new Blob([body]) }),
  "fetch of bytes": (url, body) =>
    fetch(url, { method: "POST", body: new TextEncoder().encode(body) }),
  "fetch of what is called a form": (url, body) =>
    fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    }),
  XMLHttpRequest: (url, body) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.send(body);
  },
  "a synchronous XMLHttpRequest": (url, body) => {
    const request = new XMLHttpRequest();
    request.open("POST", url, false);
    request.send(body);
  },
};

const script = (way, text) =>
  `(${way})(${JSON.stringify(address)}, ${JSON.stringify(prompt(text))});`;

const arrived = (world, visit, text) =>
  world.server.received((it) => it.host === host && it.body.includes(text), {
    after: visit.since,
  });

/** `leave(visit, text)` lets the text out of a fresh page: the clean one arrives, the other does not. */
async function assertGuarded(world, leave, { says = true } = {}) {
  const visit = await world.visit(host, { path: "/bare" });
  await leave(visit, clean);
  await arrived(world, visit, "meeting");
  await visit.goto("/bare");
  await leave(visit, refund);
  if (says) assert.match(await visit.overlay.banner(), /held back/);
  // Whatever came later has come: the held one would have been before it.
  await visit.page.evaluate((url) => fetch(url, { method: "POST", body: "{}" }), "/later");
  await world.server.received((it) => it.path === "/later", { after: visit.since });
  visit.neverSent(values.card);
}

for (const [name, way] of Object.entries(byWorker))
  check(`from a worker: ${name}`, (world) =>
    assertGuarded(world, async (visit, text) => {
      world.server.script = script(way, text);
      await visit.page.evaluate(() => void (window.worker = new Worker("/script.js")));
    }),
  );

check(
  "from a worker: a socket is not opened, for its frames would be seen by nobody",
  async (world) => {
    const visit = await world.visit(host, { path: "/bare" });
    world.server.script = `
    const socket = new WebSocket(${JSON.stringify(address.replace("https:", "wss:"))});
    socket.onopen = () => socket.send(${JSON.stringify(prompt(refund))});
    socket.onclose = () => fetch("/closed", { method: "POST", body: "{}" });
  `;
    await visit.page.evaluate(() => void (window.worker = new Worker("/script.js")));
    assert.match(await visit.overlay.banner(), /not opened/);
    await world.server.received((it) => it.path === "/closed", { after: visit.since });
    visit.neverSent(values.card);
  },
);

check("from a shared worker: fetch", (world) =>
  assertGuarded(
    world,
    async (visit, text) => {
      world.server.script = script(byWorker.fetch, text);
      await visit.page.evaluate(
        (name) => void (window.worker = new SharedWorker("/script.js", name)),
        text.slice(0, 5),
      );
    },
    { says: false }, // it belongs to no tab
  ),
);

check("from a service worker: fetch", (world) =>
  assertGuarded(
    world,
    async (visit, text) => {
      world.server.script = script(byWorker.fetch, text);
      await visit.page.evaluate(async () => {
        for (const it of await navigator.serviceWorker.getRegistrations()) await it.unregister();
        await navigator.serviceWorker.register("/script.js");
      });
    },
    { says: false },
  ),
);

const forms = {
  "": "as fields",
  "multipart/form-data": "in parts",
  "text/plain": "as text",
};
for (const [encoding, name] of Object.entries(forms))
  check(`a form that a script posts ${name}`, (world) =>
    assertGuarded(world, (visit, text) =>
      visit.page.evaluate(
        ([type, message]) => {
          const form = document.createElement("form");
          Object.assign(form, { method: "post", action: "/posted", target: "inside" });
          if (type) form.enctype = type;
          const field = Object.assign(document.createElement("input"), { name: "message" });
          field.value = message;
          const frame = Object.assign(document.createElement("iframe"), { name: "inside" });
          form.append(field);
          document.body.append(frame, form);
          HTMLFormElement.prototype.submit.call(form);
        },
        [encoding, text],
      ),
    ),
  );

check("the functions of a frame whose document has not come yet", (world) =>
  assertGuarded(world, (visit, text) =>
    visit.page.evaluate(
      ([url, body]) => {
        const frame = Object.assign(document.createElement("iframe"), { src: "/bare" });
        document.body.append(frame);
        const { fetch: taken, navigator } = window[window.length - 1]; // not by the guarded way
        void taken(url, { method: "POST", body }).catch(() => {});
        navigator.sendBeacon(url, body);
      },
      [address, prompt(text)],
    ),
  ),
);

check("what a person let go in the page is not held on its way out", async (world) => {
  const visit = await world.visit(host);
  await visit.paste(`Write to ${values.email} for me.`);
  await (await visit.overlay.card()).choose("anyway");
  await visit.overlay.noCard();
  await visit.enter();
  assert.equal(await visit.siteGets(), `Write to ${values.email} for me.`);
});
