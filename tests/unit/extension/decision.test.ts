import assert from "node:assert/strict";
import { test } from "node:test";
import {
  choiceFor,
  decide,
  endingFor,
  keepable,
  unjudged,
} from "../../../app/extension/src/act/decision";
import { OpenActs, Settled } from "../../../app/extension/src/act/settled";
import { Queue } from "../../../app/extension/src/act/queue";
import {
  outageCard,
  policyCard,
  withIsolatedWindow,
} from "../../../app/extension/src/card/model";
import type { Action, Card, Edit, Offer, Verdict } from "../../../app/extension/src/wire/native";

const card = (offers: Offer[], preferred: Offer = offers[0] ?? "cancel"): Card => ({
  title: "t",
  why: "w",
  offers,
  preferred,
  reasons: ["r"],
  language: "en",
});

function verdict(action: Action, more: Partial<Verdict> = {}): Verdict {
  return {
    id: "1",
    interaction: "i",
    action,
    undetermined: false,
    undetermined_why: "",
    findings: [],
    finding_count: 0,
    edits: [],
    ...more,
  };
}

const EDIT: Edit = [0, 1, "x"];
const decisions: [Verdict, string][] = [
  [verdict("allow"), "pass"],
  [verdict("log"), "pass"],
  [verdict("log", { card: card(["edit"]) }), "pass"],
  [verdict("coach", { card: card(["anyway"]) }), "ask"],
  [verdict("coach"), "hold"],
  [verdict("justify"), "hold"],
  [verdict("redact", { edits: [EDIT] }), "redact"],
  [verdict("redact"), "hold"],
  [verdict("isolate"), "hold"],
  [verdict("block"), "hold"],
  [verdict("block", { card: card(["edit", "cancel"]) }), "ask"],
];

for (const [it, next] of decisions) {
  test(`${it.action}${it.card ? " with a card" : ""}${it.edits.length ? " with edits" : ""}: ${next}`, () =>
    assert.equal(decide(it).next, next));
}

test("redaction is offered only where it can be done", () => {
  assert.deepEqual(keepable(card(["redacted", "edit"]), [], true), ["edit"]);
  assert.deepEqual(keepable(card(["redacted", "edit"]), [EDIT], false), ["edit"]);
  assert.deepEqual(keepable(card(["redacted", "edit"]), [EDIT], true), ["redacted", "edit"]);
});

const choices: [Offer, Offer[], string][] = [
  ["redacted", ["redacted", "cancel"], "sent_redacted"],
  ["anyway", ["anyway"], "sent_anyway"],
  ["reason", ["reason"], "sent_reason"],
  ["not_sensitive", ["not_sensitive"], "not_sensitive"],
  ["edit", ["edit", "cancel"], "edited"],
  ["cancel", ["redacted", "cancel"], "cancelled"],
  ["cancel", ["edit", "cancel"], "blocked"],
];

for (const [offer, offers, choice] of choices) {
  test(`${offer} among ${offers.join(", ")} is logged as ${choice}`, () =>
    assert.equal(choiceFor(offer, offers), choice));
}

test("an offer decides what becomes of the content", () => {
  assert.deepEqual(endingFor("redacted", [EDIT]), { do: "redact", edits: [EDIT] });
  for (const offer of ["anyway", "reason", "not_sensitive"] as const)
    assert.equal(endingFor(offer, []).do, "pass");
  for (const offer of ["edit", "cancel"] as const) assert.equal(endingFor(offer, []).do, "stop");
});

test("the fail mode decides when nobody judged", () => {
  assert.equal(unjudged("open", true), "pass_with_banner");
  assert.equal(unjudged("closed", true), "hold_with_card");
  assert.equal(unjudged("closed", false), "hold_quietly");
});

test("what was just settled is not asked again, for a while", () => {
  let now = 0;
  const settled = new Settled(() => now);
  settled.allow("Refund [CARD] today.\n\nThanks");
  assert.equal(settled.allows("Refund \\[CARD\\] today.\nThanks"), true);
  assert.equal(settled.allows("today"), true);
  assert.equal(settled.allows("Refund 4111 today"), false);
  now = 60_000;
  assert.equal(settled.allows("today"), false);
  assert.equal(settled.allows("…"), true);
});

test("what is on its way passes the next hook, word for word and for a moment", () => {
  let now = 0;
  const settled = new Settled(() => now);
  settled.letThrough("Refund [CARD] today.");
  assert.equal(settled.isPassing("Refund [CARD] today."), true);
  assert.equal(settled.isPassing("Refund [CARD] today"), false);
  assert.equal(settled.allows("Refund [CARD] today."), false);
  now = 2000;
  assert.equal(settled.isPassing("Refund [CARD] today."), false);
});

test("the same content at the same time has one ending", async () => {
  const acts = new OpenActs();
  let begun = 0;
  let end = (_: { do: "pass" }) => {};
  const begin = () => (begun++, new Promise<{ do: "pass" }>((resolve) => (end = resolve)));
  const all = [
    acts.join("a b", true, begin),
    acts.join("a\nb", true, begin),
    acts.join(" a b", false, begin),
  ];
  end({ do: "pass" });
  await Promise.all(all);
  assert.equal(begun, 1);
  acts.join("a b", true, begin);
  assert.equal(begun, 2);
});

test("an act that can be asked about does not wait for a quiet one", () => {
  const acts = new OpenActs();
  let begun = 0;
  const begin = () => (begun++, new Promise<{ do: "stop" }>(() => {}));
  void acts.join("a", false, begin);
  void acts.join("a", true, begin);
  assert.equal(begun, 2);
});

test("a queue runs one job at a time, also after one that failed", async () => {
  const queue = new Queue();
  const order: string[] = [];
  const first = queue.run(async () => {
    await Promise.resolve();
    order.push("first");
    throw new Error("no");
  });
  const second = queue.run(async () => void order.push("second"));
  await assert.rejects(first);
  await second;
  assert.deepEqual(order, ["first", "second"]);
});

test("the card words its offers for the act, the preferred first and one way back", () => {
  const it = verdict("redact", { edits: [EDIT], finding_count: 9 });
  const offers: Offer[] = ["cancel", "anyway", "not_sensitive", "edit", "redacted"];
  const labels = (wording: "paste" | "send") =>
    policyCard(it, card(offers, "redacted"), "AI", wording, true).actions.map(
      (action) => action.label,
    );
  assert.deepEqual(labels("paste"), [
    "Paste redacted",
    "Don’t paste",
    "Paste anyway",
    "This is not sensitive",
  ]);
  assert.deepEqual(labels("send"), [
    "Send redacted",
    "Edit",
    "Send anyway",
    "This is not sensitive",
  ]);
  assert.equal(policyCard(it, card(offers, "redacted"), "AI", "send", true).more, 9);
});

test("what policy wants apart is handed to the isolated window", () => {
  const it = policyCard(verdict("isolate"), card(["edit", "cancel"], "edit"), "AI", "paste", true);
  const apart = withIsolatedWindow(it);
  assert.deepEqual(
    apart.actions.map(({ id, tone }) => [id, tone]),
    [
      ["isolate", "primary"],
      ["edit", "secondary"],
    ],
  );
  assert.match(apart.note, /isolated window/);
  assert.equal(apart.escape, "cancel");
});

test("an outage card says that it is one, and offers a retry where that can help", () => {
  const actions = (cause: Parameters<typeof outageCard>[0]) =>
    outageCard(cause, "en", "AI", "send").actions.map((action) => action.id);
  assert.deepEqual(actions("agent"), ["retry", "edit"]);
  assert.deepEqual(actions("deadline"), ["retry", "edit"]);
  assert.deepEqual(actions("restarted"), ["reload", "edit"]);
  assert.deepEqual(actions("too_large"), ["edit"]);
  assert.match(outageCard("agent", "de", "AI", "send").why, /Störung/);
});
