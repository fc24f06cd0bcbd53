import assert from "node:assert/strict";
import { test } from "node:test";
import type { Adapter, Endpoint } from "../../../app/extension/src/adapters/adapters";
import { joined, readOutgoing, redactPieces } from "../../../app/extension/src/adapters/prompt";
import type { Edit } from "../../../app/extension/src/wire/native";

function siteWith(endpoint: Partial<Endpoint>): Adapter {
  const whole: Endpoint = {
    kind: "prompt",
    method: "POST",
    url: "^https://ai\\.example/send$",
    body: "json",
    text: ["prompt"],
    ...endpoint,
  };
  return {
    id: "ai",
    label: "AI",
    hosts: ["ai.example"],
    composer: [],
    send: [],
    endpoints: [whole],
  };
}

const URL = "https://ai.example/send?x=1#y";
const at = (text: string, word: string): Edit => [text.indexOf(word), word.length, "[X]"];

function redacted(
  adapter: Adapter | undefined,
  body: string,
  word: string,
  method = "POST",
): string | undefined {
  const outgoing = readOutgoing(adapter, method, URL, body);
  return outgoing.rewrite([at(joined(outgoing.pieces), word)]);
}

test("takes the prompt by its path and leaves all other bytes", () => {
  const body = '{"n":12345678901234567890, "prompt" : "my secret","other":"secret"}';
  assert.deepEqual(readOutgoing(siteWith({}), "POST", URL, body).pieces, ["my secret"]);
  assert.equal(
    redacted(siteWith({}), body, "secret"),
    '{"n":12345678901234567890, "prompt" : "my [X]","other":"secret"}',
  );
});

test("takes every piece of a list", () => {
  const adapter = siteWith({ text: ["messages[*].parts[*]"] });
  const body = JSON.stringify({
    messages: [{ parts: ["one", { image: 1 }, "two secret"] }, { parts: ["three"] }],
  });
  assert.deepEqual(readOutgoing(adapter, "POST", URL, body).pieces, ["one", "two secret", "three"]);
  assert.equal(redacted(adapter, body, "secret"), body.replace("secret", "[X]"));
});

test("goes into JSON inside a form, and back", () => {
  const adapter = siteWith({ body: "form", field: "f.req", text: ["[1]@json[0][0]"] });
  const prompt = 'say "secret" & more = 100 % ü';
  const body = new URLSearchParams({
    "f.req": JSON.stringify([null, JSON.stringify([[prompt, 0], ["en"]])]),
    at: "x:1",
  }).toString();
  assert.deepEqual(readOutgoing(adapter, "POST", URL, body).pieces, [prompt]);
  const next = new URLSearchParams(redacted(adapter, body, "secret"));
  const inner = JSON.parse(
    (JSON.parse(next.get("f.req") ?? "") as string[])[1] ?? "",
  ) as string[][];
  assert.equal(inner[0]?.[0], prompt.replace("secret", "[X]"));
  assert.equal(next.get("at"), "x:1");
});

test("reads records that end with a separator", () => {
  const adapter = siteWith({
    method: "SOCKET",
    body: "json-records",
    text: ["arguments[0].message.text"],
  });
  const body = '{"type":6}\u001e{"arguments":[{"message":{"text":"my secret"}}]}\u001e';
  assert.deepEqual(readOutgoing(adapter, "SOCKET", URL, body).pieces, ["my secret"]);
  assert.equal(redacted(adapter, body, "secret", "SOCKET"), body.replace("secret", "[X]"));
});

test("a path that leads nowhere is drift, and the whole body is judged", () => {
  const outgoing = readOutgoing(
    siteWith({}),
    "POST",
    URL,
    '{"input":{"text":"a secret in another place"}}',
  );
  assert.equal(outgoing.drifted, true);
  assert.deepEqual(outgoing.pieces, ["a secret in another place"]);
});

test("where emptiness is normal it is no drift", () => {
  const outgoing = readOutgoing(siteWith({ mayBeEmpty: true }), "POST", URL, '{"event":"ping"}');
  assert.equal(outgoing.drifted, false);
  assert.deepEqual(outgoing.pieces, []);
});

const unknown: [name: string, body: string, pieces: string[]][] = [
  ["a prompt by its name", '{"question":"4111111111111111"}', ["4111111111111111"]],
  [
    "a prompt by its looks",
    '{"x":"these are the words of a person, surely"}',
    ["these are the words of a person, surely"],
  ],
  [
    "no ids and flags",
    '{"id":"0f9a2b7c-1111-2222-3333-444455556666","on":"true","blob":"AAAABBBBCCCCDDDDEEEEFFFFGGGG"}',
    [],
  ],
  ["no addresses", '{"message":"https://ai.example/a/b/c"}', []],
  [
    "JSON inside JSON",
    JSON.stringify({ data: JSON.stringify({ prompt: "inner words" }) }),
    ["inner words"],
  ],
  ["a form", "q=what+is+this&sid=123", ["what is this"]],
  [
    "plain text",
    "these are the words of a person, surely",
    ["these are the words of a person, surely"],
  ],
  [
    "text without spaces between words",
    '{"x":"请把这份合同翻译成英文谢谢你了请把这份合同翻译成英文"}',
    ["请把这份合同翻译成英文谢谢你了请把这份合同翻译成英文"],
  ],
  ["binary", "\u0000\u0001\u0002", []],
];

for (const [name, body, pieces] of unknown) {
  test(`from an unknown request takes ${name}`, () => {
    const outgoing = readOutgoing(undefined, "POST", URL, body);
    assert.equal(outgoing.kind, "unknown");
    assert.deepEqual(outgoing.pieces, pieces);
  });
}

test("an unknown request is rewritten as well", () => {
  assert.equal(redacted(undefined, '{"question":"my secret"}', "secret"), '{"question":"my [X]"}');
  assert.equal(
    redacted(undefined, "q=my+secret+word&sid=1", "secret"),
    "q=my%20%5BX%5D%20word&sid=1",
  );
});

test("an edit across two pieces cannot be rewritten", () => {
  assert.equal(redactPieces(["one", "two"], [[2, 3, "-"]]), undefined);
  assert.deepEqual(
    redactPieces(
      ["one", "two"],
      [
        [0, 3, "1"],
        [4, 3, "2"],
      ],
    ),
    ["1", "2"],
  );
});
