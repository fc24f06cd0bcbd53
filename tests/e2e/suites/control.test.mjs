// The imitated sites without the extension: a paste arrives whole. Shows that the other suites would
// see sensitive text if nobody held it back, and that the imitations take what a browser gives them.
import assert from "node:assert/strict";
import { shapes, values } from "../harness/samples.mjs";
import { suite } from "../harness/suite.mjs";
import { plain } from "../harness/visit.mjs";
import { editors, siteOfEditor } from "../mock/sites.mjs";

const check = suite({ agent: "none", browser: { extension: null } });

for (const editor of editors) {
  check(`${editor} sends what was pasted, unguarded`, async (world) => {
    const visit = await world.visit(siteOfEditor(editor), { guarded: false });
    for (const shape of Object.values(shapes)) {
      const text = shape(values.card);
      visit.since = world.server.log.length;
      await visit.paste(text);
      await visit.draftIs(text);
      await visit.enter();
      assert.equal(await visit.siteGets(), plain(text));
    }
    await visit.type("by mouse");
    visit.since = world.server.log.length;
    await visit.clickSend();
    assert.equal(await visit.siteGets(), "by mouse");
  });
}
