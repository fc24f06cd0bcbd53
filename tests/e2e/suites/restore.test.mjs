// Values that were taken out of what was sent: they have names there, and the answer shows them
// again, to the person alone.
import assert from "node:assert/strict";
import { values } from "../harness/samples.mjs";
import { suite } from "../harness/suite.mjs";
import { until } from "../harness/wait.mjs";

const check = suite({ policy: "actions" });
const kHost = "chatgpt.com";

/** Sends `text` redacted; gives the names that the site got. */
async function sendRedacted(visit, text) {
  const before = visit.prompts().length;
  await visit.type(text);
  await visit.enter();
  await (await visit.overlay.card()).choose("redacted");
  await until("the site to receive it", () => visit.prompts().length > before);
  return visit.prompts().at(-1).match(/\[[^\]]+ \d+\]/g) ?? [];
}

/** The site answers: a paragraph of its own. */
function answer(visit, text, id = "answer") {
  return visit.page.evaluate(
    ([words, name]) => {
      const paragraph = document.createElement("p");
      paragraph.id = name;
      paragraph.textContent = words;
      document.querySelector("#conversation").append(paragraph);
    },
    [text, id],
  );
}

const shows = (visit, value) =>
  until(`the page to show ${value}`, async () => (await visit.overlay.restored()).includes(value));

/** All that the page's own code can read of its text. */
const readable = (visit) =>
  visit.page.evaluate(() => {
    const selection = getSelection();
    selection.selectAllChildren(document.body);
    const read = [
      document.body.innerText,
      document.body.textContent,
      document.documentElement.outerHTML,
      selection.toString(),
      String(selection.getRangeAt(0)),
      ...[...document.querySelectorAll("p, p *")].map((it) => it.shadowRoot?.textContent ?? ""),
    ].join("\n");
    selection.removeAllRanges();
    return read;
  });

check("an answer shows what was taken out, to the person alone", async (world) => {
  const visit = await world.visit(kHost);
  const [name] = await sendRedacted(visit, `Write to ${values.email} and ask`);
  assert.ok(name, "the value has a name");
  await answer(visit, `I would write to ${name} on Monday.`);
  await shows(visit, values.email);
  assert.ok(!(await readable(visit)).includes(values.email), "the page reads the name alone");
  assert.equal(
    await visit.page.textContent("#answer"),
    `I would write to ${name} on Monday.`,
    "and its own text as it was",
  );
  assert.equal(
    await visit.page.evaluate((value) => window.find(value), values.email),
    false,
    "nor does searching tell",
  );
  visit.neverSent(values.email);
});

check("what is copied from the answer holds the value", async (world) => {
  const visit = await world.visit(kHost);
  const [name] = await sendRedacted(visit, `Write to ${values.email} and ask`);
  await answer(visit, `Write to ${name} on Monday.`);
  await shows(visit, values.email);
  await visit.page.evaluate(() => {
    window.copied = [];
    for (const target of [window, document])
      target.addEventListener("copy", (event) => window.copied.push(event.type), true);
    getSelection().selectAllChildren(document.querySelector("#answer"));
  });
  await visit.page.keyboard.press("Control+C");
  const copied = () => visit.page.evaluate(() => navigator.clipboard.readText());
  await until("the clipboard to hold it", async () =>
    (await copied()).includes(`Write to ${values.email} on Monday.`),
  ).catch(async (problem) => {
    throw new Error(`${problem.message}: it holds ${JSON.stringify(await copied())}`);
  });
  assert.deepEqual(await visit.page.evaluate(() => window.copied), [], "the page heard nothing");
});

check("a page that writes its text again and again keeps it whole", async (world) => {
  const visit = await world.visit(kHost);
  const [name] = await sendRedacted(visit, `Write to ${values.email} and ask`);
  await answer(visit, "Write");
  // As frameworks do: the same text node, grown.
  const whole = `Write to ${name}, then wait, then write to ${name} again. `.repeat(4);
  await visit.page.evaluate(async (text) => {
    const node = document.querySelector("#answer").firstChild;
    for (let end = 6; end <= text.length; end += 3) {
      node.data = text.slice(0, end);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    node.data = text;
  }, whole);
  await until("all of it to be shown", async () => {
    const shown = await visit.overlay.restored();
    return shown.filter((it) => it === values.email).length === 8 + 1; // and in what was sent
  });
  assert.equal(await visit.page.textContent("#answer"), whole);
  // And takes its node away: nothing of ours stays.
  await visit.page.evaluate(() => document.querySelector("#answer").firstChild.remove());
  await until("nothing to be left", async () => (await visit.page.textContent("#answer")) === "");
});

check("a value keeps its name in a conversation, also when that gets a path", async (world) => {
  const visit = await world.visit(kHost);
  const [first] = await sendRedacted(visit, `Write to ${values.email} and ask`);
  await visit.page.evaluate(() => history.pushState({}, "", "/c/0a1b"));
  await answer(visit, first);
  await shows(visit, values.email);
  const [again, iban] = await sendRedacted(
    visit,
    `Once more to ${values.email} about ${values.iban}`,
  );
  assert.equal(again, first);
  assert.notEqual(iban, first);
  await visit.goto("/c/0a1b");
  await answer(visit, `${first} and ${iban}`);
  await shows(visit, values.email);
  await shows(visit, values.iban);

  await visit.goto("/c/other");
  await answer(visit, `${first} is somebody else here`);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.deepEqual(await visit.overlay.restored(), []);
});

check("what a person writes is left alone", async (world) => {
  const visit = await world.visit(kHost);
  await visit.paste(`Write to ${values.email} and ask`);
  await (await visit.overlay.card()).choose("redacted");
  await until("the draft to hold a name", async () => /\[[^\]]+ 1\]/.test(await visit.draft()));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.deepEqual(await visit.overlay.restored(), []);
});
