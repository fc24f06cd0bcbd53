import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  adapterFor,
  endpointFor,
  newer,
  readAdapters,
} from "../../../app/extension/src/adapters/adapters";
import { bundled } from "../../../app/extension/src/adapters/bundled";
import { adaptersOf } from "../../../app/extension/src/worker/memory";
import type { Configuration } from "../../../app/extension/src/wire/native";

const document = () =>
  JSON.parse(readFileSync("../../resources/adapters/sites.json", "utf8")) as Record<
    string,
    unknown
  >;

test("the shipped adapters are sound", () => {
  assert.notEqual(readAdapters(document()), undefined);
  assert.equal(bundled.sites.length, 9);
});

const endpoints: [method: string, url: string, kind: string | undefined][] = [
  ["POST", "https://chatgpt.com/backend-api/f/conversation", "prompt"],
  ["POST", "https://chatgpt.com/backend-anon/conversation?x=1", "prompt"],
  ["POST", "https://chatgpt.com/backend-api/f/conversation/prepare", "draft"],
  ["GET", "https://chatgpt.com/backend-api/f/conversation", undefined],
  ["POST", "https://chatgpt.com/backend-api/lat/r", undefined],
  ["POST", "https://claude.ai/api/organizations/a-b/chat_conversations/c-d/completion", "prompt"],
  [
    "POST",
    "https://gemini.google.com/u/1/_/BardChatUi/data/assistant.lamda.BardFrontendService/StreamGenerate?rt=c",
    "prompt",
  ],
  ["SOCKET", "wss://copilot.microsoft.com/c/api/chat?api-version=2", "prompt"],
  ["POST", "https://www.perplexity.ai/rest/sse/perplexity_ask", "prompt"],
  ["POST", "https://chat.deepseek.com/api/v0/chat/completion", "prompt"],
  ["POST", "https://grok.com/rest/app-chat/conversations/12ab/responses", "prompt"],
  ["POST", "https://chat.mistral.ai/api/chat", "prompt"],
];

for (const [method, url, kind] of endpoints) {
  test(`${method} ${url} is ${kind ?? "no endpoint"}`, () => {
    const adapter = adapterFor(bundled, new URL(url).hostname);
    assert.equal(endpointFor(adapter, method, url)?.kind, kind);
  });
}

test("a sub-domain has its site's adapter, a look-alike has not", () => {
  assert.equal(adapterFor(bundled, "eu.chatgpt.com")?.id, "chatgpt");
  assert.equal(adapterFor(bundled, "notchatgpt.com"), undefined);
});

const broken: [name: string, change: (it: any) => void][] = [
  ["another schema", (it) => (it.schema = 2)],
  ["no version", (it) => delete it.version],
  ["no sites", (it) => (it.sites = "none")],
  ["a pattern that is none", (it) => (it.sites[0].endpoints[0].url = "(")],
  ["a path that is none", (it) => (it.sites[0].endpoints[0].text = ["a..b"])],
  ["an unknown body", (it) => (it.sites[0].endpoints[0].body = "xml")],
  ["an unknown kind", (it) => (it.sites[0].endpoints[0].kind = "other")],
  ["hosts that are no list", (it) => (it.sites[0].hosts = "chatgpt.com")],
];

for (const [name, change] of broken) {
  test(`refuses adapters with ${name}`, () => {
    const it = document();
    change(it);
    assert.equal(readAdapters(it), undefined);
  });
}

const configuration = (adapters: unknown): Configuration => ({
  agent_version: "1",
  policy: "p",
  state: "protected",
  sites: [],
  adapters,
});

test("newer adapters of the agent replace the bundled ones, older and broken ones do not", () => {
  const fresh = { ...document(), version: "2099.1" };
  assert.equal(adaptersOf(configuration(fresh)).adapters.version, "2099.1");
  assert.equal(adaptersOf(configuration(JSON.stringify(fresh))).adapters.version, "2099.1");
  assert.equal(adaptersOf(configuration({ ...fresh, version: "2001.1" })).adapters, bundled);
  assert.deepEqual(adaptersOf(configuration("{")), { adapters: bundled, sound: false });
  assert.deepEqual(adaptersOf(configuration("")), { adapters: bundled, sound: true });
});

test("versions are compared as numbers", () => {
  const a = { version: "2026.9.1", sites: [] };
  const b = { version: "2026.11.1", sites: [] };
  assert.equal(newer(a, b), b);
});
