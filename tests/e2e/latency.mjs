// Page -> verdict -> page: how long a real paste takes on a guarded page, from the key to the text in
// the field, with the real extension, host and agent; beside it the same paste on a page without
// guard, which is what the browser itself costs. Prints one flat JSON object; times in milliseconds.
//   node latency.mjs --build DIR
import { execFileSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";

const { build } = parseArgs({ options: { build: { type: "string" } } }).values;
if (build) process.env.CHAPERONE_BINARY_DIR = path.resolve(build);
execFileSync(process.execPath, [path.join(import.meta.dirname, "prepare.mjs")], {
  stdio: ["ignore", "ignore", "inherit"],
});
const { World } = await import("./harness/world.mjs");

const kSizes = {
  "1k": { bytes: 1 << 10, rounds: 60 },
  "100k": { bytes: 100 << 10, rounds: 25 },
  "1m": { bytes: 1 << 20, rounds: 8 },
};
const kGuarded = "copilot.microsoft.com";
const kUnguarded = "notes.example";

const sentence =
  "The harvest came in late this year and the cellar smelled of apples until spring. ";

/** Clean text of that size, never the same twice: what was just settled is not judged again. */
function harmless(bytes, round) {
  const head = `Round ${round}. `;
  return (head + sentence.repeat(Math.ceil(bytes / sentence.length))).slice(0, bytes);
}

async function pasteOnce(visit, text) {
  await visit.copy(text);
  await visit.page.evaluate((length) => {
    const field = document.querySelector("#editor textarea");
    field.value = "";
    field.focus();
    window.measured = new Promise((resolve) => {
      const done = new AbortController();
      const { signal } = done;
      let pressed = NaN;
      const note = (event) => event.code === "KeyV" && (pressed = event.timeStamp);
      addEventListener("keydown", note, { capture: true, signal });
      const look = () => {
        if (field.value.length !== length) return;
        done.abort();
        resolve(performance.now() - pressed);
      };
      field.addEventListener("input", look, { signal });
    });
  }, text.length);
  await visit.page.keyboard.press("Control+V");
  return visit.page.evaluate(() => window.measured);
}

const at = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const rounded = (ms) => Math.round(ms * 100) / 100;

function figures(name, samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  const median = at(sorted, 0.5);
  const spread = sorted.map((it) => Math.abs(it - median)).sort((a, b) => a - b);
  return {
    [`${name}_p50_ms`]: rounded(median),
    [`${name}_p95_ms`]: rounded(at(sorted, 0.95)),
    [`${name}_noise_ms`]: rounded(at(spread, 0.5)),
  };
}

async function measure(world, host, prefix) {
  const results = {};
  for (const [size, { bytes, rounds }] of Object.entries(kSizes)) {
    const visit = await world.visit(host, { guarded: host === kGuarded });
    await pasteOnce(visit, harmless(bytes, "to warm up"));
    const samples = [];
    for (let round = 0; round < rounds; round += 1) {
      samples.push(await pasteOnce(visit, harmless(bytes, round)));
    }
    await visit.close();
    Object.assign(results, figures(`${prefix}_${size}`, samples));
  }
  return results;
}

const world = await World.start({ policy: "actions" });
try {
  const plain = await measure(world, kUnguarded, "page_paste_unguarded");
  const guarded = await measure(world, kGuarded, "page_paste_guarded");
  console.log(JSON.stringify({ ...guarded, ...plain }, null, 2));
} finally {
  await world.stop();
}
