// A paste into every kind of editor, allowed, redacted and blocked, in every shape of text: judged by
// what the site received once it was sent.
import assert from "node:assert/strict";
import { shapes, values } from "../harness/samples.mjs";
import { suite } from "../harness/suite.mjs";
import { plain } from "../harness/visit.mjs";
import { editors, siteOfEditor } from "../mock/sites.mjs";

const check = suite({ policy: "actions" });

/** Splits `text` where `value` stands in it. */
const around = (text, value) => plain(text).split(value);

async function allowed(visit, shape) {
  const text = shape("order 2026-1187");
  await visit.paste(text);
  await visit.draftIs(text);
  await visit.enter();
  assert.equal(await visit.siteGets(), plain(text));
}

async function redacted(visit, shape) {
  const text = shape(values.card);
  await visit.paste(text);
  await (await visit.overlay.card()).choose("redacted");
  await visit.overlay.noCard();
  await visit.page.waitForFunction(() => window.editorText().trim() !== "");
  await visit.enter();
  const got = await visit.siteGets();
  const [before, after] = around(text, values.card);
  assert.ok(got.startsWith(before), got);
  assert.ok(got.endsWith(after), got);
  const label = got.slice(before.length, got.length - after.length);
  assert.match(label, /^\[[^\]]+\]$/);
  visit.neverSent(values.card);
}

async function blocked(visit, shape) {
  await visit.paste(shape(values.token));
  await (await visit.overlay.card()).back();
  await visit.overlay.noCard();
  assert.equal(plain(await visit.draft()), "");
  await visit.type("something else");
  await visit.enter();
  assert.equal(await visit.siteGets(), "something else");
  visit.neverSent(values.token);
}

for (const editor of editors) {
  for (const [action, act] of Object.entries({ allowed, redacted, blocked })) {
    check(`${editor}: a paste is ${action}`, async (world) => {
      const visit = await world.visit(siteOfEditor(editor));
      for (const [name, shape] of Object.entries(shapes)) {
        visit.since = world.server.log.length;
        await act(visit, shape).catch((problem) => {
          problem.message = `${name}: ${problem.message}`;
          throw problem;
        });
      }
    });
  }
}
