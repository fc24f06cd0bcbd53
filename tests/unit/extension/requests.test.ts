import assert from "node:assert/strict";
import { test } from "node:test";
import { bundled } from "../../../app/extension/src/adapters/bundled";
import { adapterFor } from "../../../app/extension/src/adapters/adapters";
import type { Judgement, Standing } from "../../../app/extension/src/wire/internal";
import type { Verdict } from "../../../app/extension/src/wire/native";
import { Passes } from "../../../app/extension/src/worker/passes";
import {
  bodyText,
  hostsBehind,
  judgeRequest,
  judgeSocket,
  type RequestSeen,
  type Tools,
} from "../../../app/extension/src/worker/requests";

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer as ArrayBuffer;
const raw = (...pieces: string[]) => ({ raw: pieces.map((it) => ({ bytes: bytes(it) })) });
const seen = (more: Partial<RequestSeen> = {}): RequestSeen => ({
  url: "https://chatgpt.com/backend-api/f/conversation",
  method: "POST",
  type: "xmlhttprequest",
  tabId: 7,
  documentUrl: "https://chatgpt.com/",
  requestBody: raw(JSON.stringify({ messages: [{ content: { parts: ["Pay Ida today"] } }] })),
  ...more,
});
const verdict = (more: Partial<Verdict> = {}): Judgement => ({
  kind: "verdict",
  verdict: {
    id: "1",
    interaction: "i",
    action: "allow",
    undetermined: false,
    undetermined_why: "",
    findings: [],
    finding_count: 0,
    edits: [],
    ...more,
  },
});

/** Tools that note what is done with them. */
function toolsWith(judgement: Judgement, more: Partial<Standing> = {}) {
  const done: string[] = [];
  const adapter = adapterFor(bundled, "chatgpt.com");
  const standing: Standing = {
    guarded: true,
    paused: false,
    agent: "present",
    host: "chatgpt.com",
    ...(adapter && { adapter }),
    ...more,
  };
  const tools: Tools = {
    standing: (hosts) => Promise.resolve({ ...standing, host: hosts[0] ?? "" }),
    allows: (_, text) => text.includes("let go"),
    inspect: (_, text) => (done.push(`inspect ${text}`), Promise.resolve(judgement)),
    report: (_, choice) => void done.push(choice),
    held: () => void done.push("held"),
    unopened: () => void done.push("unopened"),
  };
  return { tools, done };
}

test("a request's words are judged, and a harmless one goes", async () => {
  const { tools, done } = toolsWith(verdict());
  assert.deepEqual(await judgeRequest(seen(), tools), {});
  assert.deepEqual(done, ["inspect Pay Ida today", "sent"]);
});

test("what may not go as it is does not go: nobody is asked, nothing is redacted", async () => {
  for (const action of ["block", "redact", "coach", "justify", "isolate"] as const) {
    const { tools, done } = toolsWith(verdict({ action, edits: [[0, 3, "[x]"]] }));
    assert.deepEqual(await judgeRequest(seen(), tools), { cancel: true }, action);
    assert.deepEqual(done.slice(1), ["blocked", "held"]);
  }
});

test("without a verdict the fail mode decides", async () => {
  const site = { host: "", app: "", label: "", fail_paste: "open", sanctioned: false } as const;
  const unjudged: Judgement = { kind: "unjudged", cause: "agent" };
  const open = toolsWith(unjudged, { site: { ...site, fail_send: "open" } });
  const closed = toolsWith(unjudged, { site: { ...site, fail_send: "closed" } });
  assert.deepEqual(await judgeRequest(seen(), open.tools), {});
  assert.deepEqual(await judgeRequest(seen(), closed.tools), { cancel: true });
});

test("what concerns nobody is not looked at", async () => {
  const cases: [Partial<RequestSeen>, Partial<Standing>][] = [
    [{}, { guarded: false }],
    [{}, { paused: true }],
    [{ url: "https://elsewhere.example/" }, {}],
    [{ requestBody: raw("{}") }, {}],
    [{ requestBody: { error: "Unknown error." } }, {}],
    [{ requestBody: { raw: [{ file: "/a/picture" }] } }, {}],
    [{ requestBody: raw('{"message":"It was let go"}'), url: "https://chatgpt.com/x" }, {}],
  ];
  for (const [request, standing] of cases) {
    const { tools, done } = toolsWith(verdict({ action: "block" }), standing);
    assert.deepEqual(await judgeRequest(seen(request), tools), {}, JSON.stringify(request));
    assert.deepEqual(done, []);
  }
});

test("what was let go is not judged again with what comes beside it", async () => {
  const { tools, done } = toolsWith(verdict());
  const parts = ["It was let go", "Pay Ida today"];
  const body = raw(JSON.stringify({ messages: [{ content: { parts } }] }));
  assert.deepEqual(await judgeRequest(seen({ requestBody: body }), tools), {});
  assert.deepEqual(done, ["inspect Pay Ida today", "sent"]);
});

test("a worker's socket to a guarded site is not opened, unless what is unjudged may go", async () => {
  const site = { host: "", app: "", label: "", fail_paste: "open", sanctioned: false } as const;
  const socket = seen({ url: "wss://chatgpt.com/x", type: "websocket", requestBody: null });
  const { tools, done } = toolsWith(verdict(), { site: { ...site, fail_send: "closed" } });
  assert.deepEqual(await judgeSocket(socket, tools), { cancel: true });
  assert.deepEqual(done, ["unopened"]);
  assert.deepEqual(await judgeSocket({ ...socket, documentId: "1" }, tools), {});
  assert.deepEqual(await judgeSocket({ ...socket, url: "wss://elsewhere.example/" }, tools), {});
  const open = toolsWith(verdict(), { site: { ...site, fail_send: "open" } });
  assert.deepEqual(await judgeSocket(socket, open.tools), {});
});

test("a body is read in whatever way the browser gives it", () => {
  const read = (requestBody: RequestSeen["requestBody"], type = "xmlhttprequest") =>
    bodyText(seen({ type, requestBody: requestBody ?? null }));
  assert.equal(read(raw("Grü", "ße")), "Grüße");
  assert.equal(read({ formData: { q: ["a b"], r: ["ü"] } }), "q=a+b&r=%C3%BC");
  assert.equal(read({ formData: { '{"message":"x"}': [null] } }), '{"message":"x"}');
  assert.equal(read(raw("q=a b\r\nr=c=d\r\n"), "main_frame"), "q=a+b&r=c%3Dd&=");
  assert.equal(read(raw("no form at all"), "sub_frame"), "no form at all");
  assert.equal(read(null), undefined);
});

test("the page that the person sees comes first, also behind a blob", () => {
  const ancestors = [{ url: "https://inner.example/" }, { url: "https://outer.example/" }];
  assert.deepEqual(
    hostsBehind(seen({ frameAncestors: ancestors, documentUrl: "blob:https://a.example/1-2" })),
    ["outer.example", "a.example"],
  );
});

test("what was allowed passes for a while, on that site only", () => {
  let now = 0;
  const passes = new Passes(() => now);
  passes.judged("a.example", "Pay Ida today", verdict(), false);
  assert.ok(passes.allows("a.example", "Pay Ida"));
  assert.ok(!passes.allows("b.example", "Pay Ida"));
  assert.ok(!passes.allows("a.example", "Pay Ida tomorrow"));
  now = 31_000;
  assert.ok(!passes.allows("a.example", "Pay Ida"));
});

test("what a person is asked about passes once they let it go, and redacted only so", () => {
  const passes = new Passes(() => 0);
  const asked = (interaction: string) =>
    passes.judged(
      "a",
      "Pay 4716 now",
      verdict({ interaction, action: "redact", edits: [[4, 4, "[card]"]] }),
      false,
    );
  asked("1");
  assert.ok(!passes.allows("a", "Pay 4716 now"));
  passes.concluded("1", "cancelled");
  assert.ok(!passes.allows("a", "Pay 4716 now"));
  asked("2");
  passes.concluded("2", "sent_redacted");
  assert.ok(passes.allows("a", "Pay [card] now"));
  assert.ok(!passes.allows("a", "Pay 4716 now"));
  asked("3");
  passes.concluded("3", "sent_reason");
  assert.ok(passes.allows("a", "Pay 4716 now"));
});
