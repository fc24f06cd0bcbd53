// Where guard is stood: hosts that only policy names, and no page else.
import assert from "node:assert/strict";
import { shapes, values } from "../harness/samples.mjs";
import { suite } from "../harness/suite.mjs";
import { plain } from "../harness/visit.mjs";
import { until } from "../harness/wait.mjs";

const check = suite({ policy: "actions", browser: { allHosts: true } });
const sensitive = shapes["one line"](values.card);

/** The worker has heard from the agent which hosts policy names. */
const covered = (world) =>
  until("the hosts of policy to be covered", () => world.browser.hostsCovered());

check("a host that only policy names is guarded", async (world) => {
  await covered(world);
  const visit = await world.visit("assistant.intranet.example");
  await visit.paste(sensitive);
  await (await visit.overlay.card()).choose("redacted");
  await visit.overlay.noCard();
  await visit.page.waitForFunction(() => window.editorText().trim() !== "");
  await visit.enter();
  assert.match(await visit.siteGets(), /^Please refund \[[^\]]+\] today, thank you\.$/);
  visit.neverSent(values.card);
});

check("a site of no concern stays untouched", async (world) => {
  const visit = await world.visit("notes.example", { guarded: false });
  assert.equal(
    await visit.page.evaluate(() => document.documentElement.dataset.chaperone),
    undefined,
  );
  assert.match(await visit.page.evaluate(() => fetch.toString()), /native code/);
  await visit.paste(sensitive);
  await visit.draftIs(sensitive);
  await visit.enter();
  assert.equal(await visit.siteGets(), plain(sensitive));
  const seen = (await world.agent.audit()).filter((row) => row.body.host === "notes.example");
  assert.deepEqual(seen, []);
});
