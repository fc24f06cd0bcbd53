// A page's own scripts talking to the network: what no gate on keys and clicks would see.
import assert from "node:assert/strict";
import { values } from "../harness/samples.mjs";
import { suite } from "../harness/suite.mjs";
import { sites } from "../mock/sites.mjs";

const check = suite({ policy: "actions" });
const host = "chatgpt.com";
const endpoint = sites[host].endpoint;

const prompt = (text) => JSON.stringify({ messages: [{ content: { parts: [text] } }] });
const clean = "The meeting is on Tuesday.";
const secret = `Use ${values.token} for it.`;
const refund = `Refund ${values.card} please.`;

/** The ways out, each run in the page: gives "sent", or what went wrong. */
const ways = {
  "fetch with a string": async ([path, body]) =>
    fetch(path, { method: "POST", body }).then(
      (it) => (it.ok ? "sent" : `status ${it.status}`),
      (it) => it.name,
    ),
  "fetch with a Request": async ([path, body]) =>
    fetch(new Request(path, { method: "POST", body })).then(
      (it) => (it.ok ? "sent" : `status ${it.status}`),
      (it) => it.name,
    ),
  "fetch with a Blob": async ([path, body]) =>
    fetch(path, { method: "POST", body: new Blob([body], { type: "application/json" }) }).then(
      (it) => (it.ok ? "sent" : `status ${it.status}`),
      (it) => it.name,
    ),
  XMLHttpRequest: ([path, body]) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", path);
      request.onload = () => resolve(request.status === 200 ? "sent" : `status ${request.status}`);
      request.onerror = () => resolve("error");
      request.send(body);
    }),
  WebSocket: ([path, body]) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`wss://${location.host}${path}`);
      socket.onopen = () => socket.send(body);
      socket.onmessage = () => resolve("sent");
      socket.onclose = () => resolve("closed");
      setTimeout(() => resolve("silence"), 1500);
    }),
  "a frame's own fetch": ([path, body]) => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    return frame.contentWindow.fetch(new URL(path, location.href), { method: "POST", body }).then(
      (it) => (it.ok ? "sent" : `status ${it.status}`),
      (it) => it.name,
    );
  },
};

for (const [name, way] of Object.entries(ways)) {
  check(`${name}: text without a finding passes as it is`, async (world) => {
    const visit = await world.visit(host, { path: "/bare" });
    const result = visit.page.evaluate(way, [endpoint, prompt(clean)]);
    assert.equal(await visit.siteGets(), clean);
    assert.equal(await result, "sent");
  });

  check(`${name}: a live credential never leaves`, async (world) => {
    const visit = await world.visit(host, { path: "/bare" });
    const result = visit.page.evaluate(way, [endpoint, prompt(secret)]);
    await (await visit.overlay.card()).back();
    assert.notEqual(await result, "sent");
    visit.neverSent(values.token);
  });

  check(`${name}: a card number waits for the person, and goes redacted`, async (world) => {
    const visit = await world.visit(host, { path: "/bare" });
    const result = visit.page.evaluate(way, [endpoint, prompt(refund)]);
    const card = await visit.overlay.card();
    assert.deepEqual(visit.prompts(), []);
    await card.choose("redacted");
    assert.match(await visit.siteGets(), /^Refund \[[^\]]+\] please\.$/);
    assert.equal(await result, "sent");
    visit.neverSent(values.card);
  });
}

/** Puts a frame into the page that nobody can see, and sends a prompt from within. */
const fromFrame = ([style, path, body]) => {
  const frame = document.createElement("iframe");
  frame.id = "inside";
  frame.style.cssText = style;
  document.body.append(frame);
  return frame.contentWindow.fetch(new URL(path, location.href), { method: "POST", body }).then(
    (it) => (it.ok ? "sent" : `status ${it.status}`),
    (it) => it.name,
  );
};
const hidden = {
  "not displayed": "display: none",
  tiny: "width: 1px; height: 1px",
  "off the screen": "position: fixed; left: -9999px; width: 600px; height: 600px",
  transparent: "position: fixed; inset: 0; width: 600px; height: 600px; opacity: 0",
};
for (const [name, style] of Object.entries(hidden)) {
  check(`a frame that is ${name}: the card comes where the person is`, async (world) => {
    const visit = await world.visit(host, { path: "/bare" });
    const result = visit.page.evaluate(fromFrame, [style, endpoint, prompt(refund)]);
    const card = await visit.overlay.card();
    const onTop = () => document.documentElement.dataset.chaperoneState;
    assert.equal(await visit.page.evaluate(onTop), "card");
    await card.choose("redacted");
    assert.match(await visit.siteGets(), /^Refund \[[^\]]+\] please\.$/);
    assert.equal(await result, "sent");
    visit.neverSent(values.card);
  });
}

check("a hidden frame that goes away takes its card with it", async (world) => {
  const visit = await world.visit(host, { path: "/bare" });
  void visit.page.evaluate(fromFrame, ["display: none", endpoint, prompt(refund)]).catch(() => {});
  await visit.overlay.card();
  await visit.page.evaluate(() => document.querySelector("#inside").remove());
  await visit.overlay.noCard();
  visit.neverSent(values.card);
});

check("a beacon with a finding goes without it, and without a question", async (world) => {
  const visit = await world.visit(host, { path: "/bare" });
  const beacon = ([path, body]) => navigator.sendBeacon(path, body);
  await visit.page.evaluate(beacon, [endpoint, prompt(refund)]);
  await visit.page.evaluate(beacon, [endpoint, prompt(secret)]);
  await visit.page.evaluate(beacon, [endpoint, prompt(clean)]);
  await world.server.received((it) => it.body === prompt(clean), { after: visit.since });
  assert.deepEqual(await visit.overlay.cards(), []);
  visit.neverSent(values.card);
  visit.neverSent(values.token);
});

check("frames of one WebSocket stay in order while one is judged", async (world) => {
  const visit = await world.visit("copilot.microsoft.com", { path: "/bare" });
  const message = (text) => JSON.stringify({ event: "send", content: [{ type: "text", text }] });
  const texts = ["first", "x".repeat(200_000), "third"];
  await visit.page.evaluate(async (messages) => {
    const socket = new WebSocket(`wss://${location.host}/c/api/chat?api-version=2`);
    await new Promise((resolve) => (socket.onopen = resolve));
    for (const it of messages) socket.send(it);
    window.keep = socket;
  }, texts.map(message));
  await world.server.received((it) => it.body === message("third"), { after: visit.since });
  assert.deepEqual(
    visit.prompts().map((it) => it.length),
    texts.map((it) => it.length),
  );
});

check("an aborted fetch is aborted, also while it is judged", async (world) => {
  const visit = await world.visit(host, { path: "/bare" });
  const name = visit.page.evaluate(
    async ([path, body]) => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 200);
      return fetch(path, { method: "POST", body, signal: stop.signal }).then(
        () => "sent",
        (it) => it.name,
      );
    },
    [endpoint, prompt(refund)],
  );
  assert.equal(await name, "AbortError");
  visit.neverSent(values.card);
});

check("a draft that a site sends by itself does not carry the finding", async (world) => {
  const visit = await world.visit(host);
  await visit.type(refund);
  await visit.enter();
  await (await visit.overlay.card()).choose("redacted");
  await visit.siteGets();
  visit.neverSent(values.card);
});
