// A suite: one world for its tests, each test with a page of its own, and the evidence when one
// fails.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserKind, World } from "./world.mjs";

/**
 * `suite({options of World.start})` gives `check(name, async (world) => …, {not, possible})`.
 * The world is there from the first test to the last. `not`: why a browser, by its kind, cannot run
 * it; `possible`: whether this build can.
 */
export function suite(options) {
  let world;
  before(async () => {
    world = await World.start(options);
  });
  after(async () => {
    await world?.stop();
    assert.deepEqual(world?.extensionErrors ?? [], [], "The extension complained in the console.");
  });
  return (name, body, { not = {}, possible = true } = {}) =>
    test(name, { skip: not[browserKind] ?? !possible }, async () => {
      try {
        await body(world);
      } catch (problem) {
        const evidence = await world.explain(name).catch((trouble) => `(${trouble.message})`);
        problem.message += `\nEvidence: ${evidence}`;
        throw problem;
      } finally {
        for (const page of world.context.pages().slice(1)) await page.close();
      }
    });
}
