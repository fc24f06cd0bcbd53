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

/** Guarded and unguarded in turns, so that both meet the same machine. */
async function measurePastes(world) {
  const results = {};
  for (const [size, { bytes, rounds }] of Object.entries(kSizes)) {
    const sides = {
      guarded: await world.visit(kGuarded, { guarded: true }),
      unguarded: await world.visit(kUnguarded, { guarded: false }),
    };
    const samples = { guarded: [], unguarded: [] };
    for (let round = -1; round < rounds; round += 1) {
      for (const [side, visit] of Object.entries(sides)) {
        const took = await pasteOnce(visit, harmless(bytes, round));
        if (round >= 0) samples[side].push(took); // the first warms up
      }
    }
    for (const [side, visit] of Object.entries(sides)) {
      Object.assign(results, figures(`page_paste_${side}_${size}`, samples[side]));
      await visit.close();
    }
  }
  return results;
}

/** What the way from the worker through host and agent and back takes by itself: at once after the last
 *  time, and after a rest, when every process on the way has to be woken. */
async function measureTransport(world) {
  const [worker] = world.context.serviceWorkers();
  const samples = await worker.evaluate(async () => {
    const port = chrome.runtime.connectNative("com.chaperone.host");
    const pong = () =>
      new Promise((resolve) => {
        const take = (message) => {
          if (message.type !== "pong") return;
          port.onMessage.removeListener(take);
          resolve();
        };
        port.onMessage.addListener(take);
      });
    const trip = async (restMs) => {
      await new Promise((resolve) => setTimeout(resolve, restMs));
      const started = performance.now();
      const answered = pong();
      port.postMessage({ v: 1, type: "ping", id: "bench" });
      await answered;
      return performance.now() - started;
    };
    const trips = async (count, restMs) => {
      const took = [];
      for (let i = 0; i < count; i += 1) took.push(await trip(restMs));
      return took.slice(1);
    };
    const result = { busy: await trips(101, 0), rested: await trips(41, 200) };
    port.disconnect();
    return result;
  });
  return {
    ...figures("transport_busy", samples.busy),
    ...figures("transport_rested", samples.rested),
  };
}

const world = await World.start({ policy: "actions" });
try {
  const figures = { ...(await measureTransport(world)), ...(await measurePastes(world)) };
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await world.stop();
}
