// The other ways in: dropped, typed, composed, sent by key and by button; and what stays as the
// person left it: the draft, the undo history, the peace of one question for one act.
import assert from "node:assert/strict";
import { shapes, values } from "../harness/samples.mjs";
import { suite } from "../harness/suite.mjs";
import { plain } from "../harness/visit.mjs";
import { editors, siteOfEditor } from "../mock/sites.mjs";

const check = suite({ policy: "actions" });
const sensitive = shapes["one line"](values.card);
const [beforeCard, afterCard] = sensitive.split(values.card);

// Quill itself takes no dropped text.
const kTakeDrops = editors.filter((editor) => editor !== "quill");

function assertRedacted(got) {
  assert.ok(got.startsWith(beforeCard) && got.endsWith(afterCard), got);
  assert.ok(!got.includes(values.card), got);
}

for (const editor of editors) {
  check(`${editor}: typed text is judged when Enter sends it`, async (world) => {
    const visit = await world.visit(siteOfEditor(editor));
    await visit.type(sensitive);
    await visit.enter();
    await (await visit.overlay.card()).choose("redacted");
    assertRedacted(await visit.siteGets());
    assert.equal(visit.prompts().length, 1);
    visit.neverSent(values.card);
  });

  check(`${editor}: typed text is judged when the button sends it`, async (world) => {
    const visit = await world.visit(siteOfEditor(editor));
    await visit.type(sensitive);
    await visit.clickSend();
    await (await visit.overlay.card()).choose("redacted");
    assertRedacted(await visit.siteGets());
    assert.equal(visit.prompts().length, 1);
    visit.neverSent(values.card);
  });

  check(`${editor}: a draft survives a cancelled send`, async (world) => {
    const visit = await world.visit(siteOfEditor(editor));
    await visit.type(sensitive);
    await visit.enter();
    await (await visit.overlay.card()).back();
    await visit.overlay.noCard();
    await visit.draftIs(sensitive);
    assert.deepEqual(visit.prompts(), []);
    visit.neverSent(values.card);
  });
}

check("dropped text is judged and dropped redacted", async (world) => {
  for (const editor of kTakeDrops) {
    const visit = await world.visit(siteOfEditor(editor));
    await visit.drop(sensitive);
    await (await visit.overlay.card()).choose("redacted");
    await visit.overlay.noCard();
    await visit.page.waitForFunction(() => window.editorText().trim() !== "");
    assertRedacted(plain(await visit.draft()));
    await visit.close();
  }
});

check("dropped text without a finding arrives as it was", async (world) => {
  for (const editor of kTakeDrops) {
    const visit = await world.visit(siteOfEditor(editor));
    await visit.drop("The meeting is on Tuesday.");
    await visit.draftIs("The meeting is on Tuesday.");
    await visit.close();
  }
});

check("a key of an input method neither sends nor asks", async (world) => {
  for (const editor of ["textarea", "prosemirror"]) {
    const visit = await world.visit(siteOfEditor(editor));
    await visit.type("Hello ");
    await visit.compose("に", "にほ", "日本");
    await visit.draftIs("Hello 日本");
    assert.deepEqual(await visit.overlay.cards(), []);
    assert.deepEqual(visit.prompts(), []);
    await visit.enter();
    assert.equal(await visit.siteGets(), "Hello 日本");
    await visit.close();
  }
});

check("undo after a redacted paste gives the draft as it was before", async (world) => {
  for (const editor of ["textarea", "prosemirror", "tiptap", "lexical", "quill", "slate"]) {
    const visit = await world.visit(siteOfEditor(editor));
    await visit.type("Before. ");
    await visit.paste(sensitive);
    await (await visit.overlay.card()).choose("redacted");
    await visit.page.waitForFunction(() => window.editorText().includes("refund"));
    for (let steps = 0; steps < 3 && (await visit.draft()).includes("refund"); steps += 1) {
      await visit.undo();
      assert.ok(!(await visit.draft()).includes(values.card), editor);
    }
    assert.ok(!(await visit.draft()).includes("refund"), `${editor}: ${await visit.draft()}`);
    await visit.close();
  }
});

check("cancelling a paste leaves the draft and the focus alone", async (world) => {
  const visit = await world.visit("chatgpt.com");
  await visit.type("Before. ");
  await visit.paste(sensitive);
  await (await visit.overlay.card()).back();
  await visit.overlay.noCard();
  await visit.type("After.");
  await visit.draftIs("Before. After.");
});

check("what was sent anyway at the paste is not asked about again", async (world) => {
  const visit = await world.visit("chatgpt.com");
  await visit.paste(`Write to ${values.email} for me.`);
  await (await visit.overlay.card()).choose("anyway");
  await visit.overlay.noCard();
  await visit.enter();
  assert.equal(await visit.siteGets(), `Write to ${values.email} for me.`);
  assert.deepEqual(await visit.overlay.cards(), []);
});

check("a reason is asked for, kept, and found in the log", async (world) => {
  const visit = await world.visit("claude.ai");
  const text = `Pay ${values.iban} please.`;
  await visit.paste(text);
  const card = await visit.overlay.card();
  await card.giveReason("The customer is on the phone and asked for it");
  await visit.overlay.noCard();
  await visit.enter();
  assert.equal(await visit.siteGets(), text);
  const outcome = await world.outcome("sent_reason");
  assert.equal(outcome.body.reason, "The customer is on the phone and asked for it");
});

check(
  '"not sensitive" lets it pass, is logged, and is not asked again in this visit',
  async (world) => {
    const visit = await world.visit("www.perplexity.ai");
    const text = `The sample address is ${values.email}.`;
    await visit.paste(text);
    await (await visit.overlay.card()).choose("not_sensitive");
    await visit.overlay.noCard();
    await visit.draftIs(text);
    await visit.enter();
    assert.equal(await visit.siteGets(), text);
    assert.ok(await world.outcome("not_sensitive"));
  },
);

check(
  "the log has one question and one outcome for a paste that was redacted and sent",
  async (world) => {
    const visit = await world.visit("grok.com");
    const before = (await world.agent.audit()).at(-1)?.sequence ?? 0;
    await visit.paste(sensitive);
    await (await visit.overlay.card()).choose("redacted");
    await visit.overlay.noCard();
    await visit.page.waitForFunction(() => window.editorText().trim() !== "");
    await visit.enter();
    assertRedacted(await visit.siteGets());
    await world.outcome("sent_redacted", before);
    const rows = (await world.agent.audit()).filter((row) => row.sequence > before);
    const asked = rows.filter((row) => row.kind === "verdict" && row.body.action !== "allow");
    assert.equal(asked.length, 1, JSON.stringify(rows, null, 1));
    assert.equal(asked[0].body.host, "grok.com");
    assert.ok(!JSON.stringify(rows).includes(values.card.replaceAll(" ", "").slice(0, 12)));
  },
);
