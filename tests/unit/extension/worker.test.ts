import assert from "node:assert/strict";
import { test } from "node:test";
import { bundled } from "../../../app/extension/src/adapters/bundled";
import { readReply } from "../../../app/extension/src/wire/reading";
import type { Site } from "../../../app/extension/src/wire/native";
import { Backoff } from "../../../app/extension/src/worker/backoff";
import { patternsForAll } from "../../../app/extension/src/worker/patterns";
import { siteFor, standingFor } from "../../../app/extension/src/worker/standing";
import { directionOf, translate } from "../../../app/extension/src/text/translate";
import ar from "../../../app/extension/_locales/ar/messages.json";
import de from "../../../app/extension/_locales/de/messages.json";
import en from "../../../app/extension/_locales/en/messages.json";

const site = (host: string, more: Partial<Site> = {}): Site => ({
  host,
  app: "",
  label: host,
  fail_paste: "open",
  fail_send: "closed",
  sanctioned: false,
  ...more,
});
const memory = (sites: Site[]) => ({
  configuration: {
    agent_version: "1",
    policy: "p",
    state: "protected" as const,
    sites,
    adapters: "",
  },
  adapters: bundled,
});

test("the most specific site of policy counts", () => {
  const known = memory([site("example.com"), site("chat.example.com", { label: "Chat" })]);
  assert.equal(siteFor(known, "eu.chat.example.com")?.label, "Chat");
  assert.equal(siteFor(known, "www.example.com")?.host, "example.com");
  assert.equal(siteFor(known, "badexample.com"), undefined);
});

test("before an agent ever answered, known sites are guarded and fail open", () => {
  const standing = standingFor({ adapters: bundled }, false, ["chatgpt.com"]);
  assert.equal(standing.guarded, true);
  assert.equal(standing.site?.fail_send, "open");
  assert.equal(standingFor({ adapters: bundled }, false, ["example.com"]).guarded, false);
});

test("a guarded frame inside another page counts", () => {
  const standing = standingFor(memory([site("ai.example")]), true, ["shop.example", "ai.example"]);
  assert.equal(standing.host, "ai.example");
  assert.equal(standing.guarded, true);
});

test("an isolated window is on offer while an agent is there that has them", () => {
  const known = memory([site("ai.example")]);
  const withRooms = { ...known, configuration: { ...known.configuration, rooms: true } };
  assert.equal(standingFor(withRooms, true, ["ai.example"]).rooms, true);
  assert.equal(standingFor(withRooms, false, ["ai.example"]).rooms, undefined);
  assert.equal(standingFor(known, true, ["ai.example"]).rooms, undefined);
});

test("hosts become match patterns", () => {
  assert.deepEqual(
    patternsForAll([
      "ai.example",
      "localhost",
      "demo.localhost",
      "127.0.0.1",
      "10.0.0.8",
      "[::1]",
      "ai.example",
    ]),
    [
      "http://*.demo.localhost/*",
      "http://*.localhost/*",
      "http://127.0.0.1/*",
      "http://localhost/*",
      "https://*.ai.example/*",
      "https://10.0.0.8/*",
    ],
  );
});

test("reconnecting waits longer each time, up to a minute", () => {
  let now = 0;
  const backoff = new Backoff(() => now);
  const delays = Array.from({ length: 9 }, () => (backoff.failed(), backoff.delayMs));
  assert.deepEqual(delays, [1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000]);
  backoff.trying();
  assert.equal(backoff.mayTryNow(), false);
  now = 250;
  assert.equal(backoff.mayTryNow(), true);
});

test("reads a verdict as the agent spells it", () => {
  const reply = readReply({
    v: 1,
    type: "verdict",
    id: "e1",
    interaction: "i1",
    action: "redact",
    findings: [
      {
        type: "fin.card",
        label: "Card",
        masked: "•••• 1111",
        confidence: "high",
        start: 4,
        length: 16,
      },
    ],
    finding_count: 3,
    edits: [[4, 16, "[CARD]"]],
    card: {
      title: "t",
      why: "w",
      offers: ["redacted", "edit"],
      preferred: "redacted",
      reasons: [],
      language: "de",
    },
  });
  assert.equal(reply?.type, "verdict");
  if (reply?.type !== "verdict") return;
  assert.deepEqual(reply.edits, [[4, 16, "[CARD]"]]);
  assert.equal(reply.finding_count, 3);
  assert.equal(reply.card?.preferred, "redacted");
});

const refused: [string, unknown][] = [
  ["no object", "verdict"],
  ["an unknown type", { type: "dance" }],
  ["an unknown action", { type: "verdict", id: "1", action: "whatever" }],
];
for (const [name, message] of refused) {
  test(`is no reply: ${name}`, () => assert.equal(readReply(message), undefined));
}

test("one bad edit takes all edits away: half a redaction leaks", () => {
  const reply = readReply({
    type: "verdict",
    id: "1",
    action: "redact",
    edits: [
      [0, 1, "x"],
      [2, "1", "y"],
    ],
  });
  assert.deepEqual(reply?.type === "verdict" && reply.edits, []);
});

test("a site with a host that is none is left out", () => {
  const reply = readReply({
    type: "configuration",
    sites: [{ host: "ai.example" }, { host: "https://x/" }, 7],
  });
  assert.deepEqual(reply?.type === "configuration" && reply.sites.map((it) => it.host), [
    "ai.example",
  ]);
});

test("every text is there in every language, with the same places to fill", () => {
  for (const messages of [de, ar] as Record<string, { message: string }>[]) {
    assert.deepEqual(Object.keys(messages), Object.keys(en));
    for (const [key, { message }] of Object.entries(en)) {
      assert.deepEqual(messages[key]?.message.match(/\{\d\}/g), message.match(/\{\d\}/g), key);
    }
  }
});

test("a text falls back to English, and a language to its base", () => {
  assert.equal(translate("de-AT", "close"), "Schließen");
  assert.equal(translate("fr", "close"), "Close");
  assert.equal(translate("en", "andMore", 3), "and 3 more");
  assert.equal(directionOf("ar-EG"), "rtl");
  assert.equal(directionOf("de"), "ltr");
});
